package org.inesconnector.connector.links;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The process that has claimed a contact. A process that is presumed dead has lost it, perhaps without knowing yet.
 *
 * @param name under which it has the contact's row; empty where no row stands for the push
 * @param alive whether it still counts as alive, as far as it knows itself
 */
public record Holder(Optional<String> name, BooleanSupplier alive) {

    /** For a push that has no row in the queue. */
    public static final Holder WITHOUT_ROW = new Holder(Optional.empty(), () -> true);

    public boolean isAlive() {
        return alive.getAsBoolean();
    }
}
