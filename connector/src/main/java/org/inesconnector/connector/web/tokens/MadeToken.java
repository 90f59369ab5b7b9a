package org.inesconnector.connector.web.tokens;

import java.io.Serializable;
import org.inesconnector.connector.access.Scope;

/** A token that was made just now: it is on its way to the page that shows it once. */
record MadeToken(String name, Scope scope, String token) implements Serializable {

    public boolean isForTheWholeApi() {
        return scope == Scope.API;
    }

    public boolean isForPushes() {
        return scope != Scope.METRICS;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "MadeToken[name=%s, scope=%s]".formatted(name, scope);
    }
}
