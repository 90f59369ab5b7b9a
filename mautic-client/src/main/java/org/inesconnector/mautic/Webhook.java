package org.inesconnector.mautic;

import java.util.Set;

/** A webhook as it is set up in Mautic. */
public record Webhook(
        long id, String name, String url, String secret, boolean published, Set<String> triggers) {

    public Webhook {
        triggers = Set.copyOf(triggers);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Webhook[id=%d, name=%s, url=%s, published=%s, triggers=%s]".formatted(id, name, url, published,
                triggers);
    }
}
