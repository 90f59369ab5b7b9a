package org.inesconnector.connector.links;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The process that a contact was handed out to. One that is taken for dead has lost it, and may not know that yet.
 *
 * @param name under which it has the contact's row; empty where no row stands for the push
 * @param alive whether it still counts as alive, as far as it knows itself
 */
public record Holder(Optional<String> name, BooleanSupplier alive) {

    /** Of a push that nobody else can be asked for at the same time. */
    public static final Holder WITHOUT_ROW = new Holder(Optional.empty(), () -> true);

    public boolean isAlive() {
        return alive.getAsBoolean();
    }
}
