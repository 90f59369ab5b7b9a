package org.inesconnector.mautic;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why a call to Mautic did not give what was asked for. The message is for people and holds no secret. */
public sealed abstract class MauticException extends RuntimeException {

    private static final Pattern CONTROL_CHARACTERS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");
    private static final int LONGEST = 4_000;

    private MauticException(String message, @Nullable Throwable cause) {
        super(told(message), cause);
    }

    /** What Mautic says is told in logs, on terminals and pages: on one line, and not without end. */
    private static String told(String message) {
        String line = CONTROL_CHARACTERS.matcher(message).replaceAll(" ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** 401: user name, password, client id or secret is wrong. */
    public static final class Unauthorized extends MauticException {
        public Unauthorized(String message) {
            super(message, null);
        }
    }

    /** 403: the user lacks a right, or the API is switched off. */
    public static final class Forbidden extends MauticException {
        public Forbidden(String message) {
            super(message, null);
        }
    }

    /** Mautic itself says that it does not have what was asked for. */
    public static final class NotFound extends MauticException {
        public NotFound(String message) {
            super(message, null);
        }
    }

    /** Mautic said no, in its own words. */
    public static final class Refused extends MauticException {
        public Refused(String message) {
            super(message, null);
        }
    }

    /** Connection, time-out, too many requests or HTTP 5xx. Try again later. */
    public static final class Unavailable extends MauticException {
        public Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** An answer came, but it is not one that a Mautic gives. */
    public static sealed class NotUnderstood extends MauticException {
        public NotUnderstood(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Something else answers at Mautic's address, whatever is asked for. */
    public static final class NoMautic extends NotUnderstood {
        public NoMautic(String message) {
            super(message, null);
        }
    }
}
