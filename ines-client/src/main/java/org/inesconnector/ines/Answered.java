package org.inesconnector.ines;

import org.jspecify.annotations.Nullable;

/** The result that an answer must have. */
final class Answered {

    private Answered() {}

    /** @throws InesException.NotUnderstood where the answer has none */
    static <T> T by(String operation, @Nullable T result) {
        if (result == null) {
            throw new InesException.NotUnderstood(operation, "INES's answer has no " + operation + "Result", null);
        }
        return result;
    }
}
