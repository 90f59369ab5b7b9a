package org.inesconnector.mautic;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why a call to Mautic did not give what was asked for. The message is for people and holds no secret. */
public sealed abstract class MauticException extends RuntimeException {

    private static final Pattern CONTROL_CHARACTERS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");
    private static final int LONGEST = 4_000;

    private final String said;

    private MauticException(String message, @Nullable Throwable cause) {
        this(message, message, cause);
    }

    private MauticException(String message, String said, @Nullable Throwable cause) {
        super(told(message), cause);
        this.said = told(said);
    }

    /** For who says in other words what the kind of this means: what else is known, most of all Mautic's own words. */
    public String said() {
        return said;
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
        public Forbidden(String message, String said) {
            super(message, said, null);
        }
    }

    /** Mautic itself says that it does not have what was asked for. */
    public static final class NotFound extends MauticException {
        public NotFound(String message, String said) {
            super(message, said, null);
        }
    }

    /** Mautic said no, in its own words. */
    public static final class Refused extends MauticException {
        public Refused(String message, String said) {
            super(message, said, null);
        }
    }

    /** Connection, time-out, too many requests or HTTP 5xx. Try again later. */
    public static final class Unavailable extends MauticException {
        public Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        Unavailable(String message, String said, @Nullable Throwable cause) {
            super(message, said, cause);
        }
    }

    /** An answer came, but it is not one that a Mautic gives. */
    public static sealed class NotUnderstood extends MauticException {
        public NotUnderstood(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        NotUnderstood(String message, String said, @Nullable Throwable cause) {
            super(message, said, cause);
        }
    }

    /** Something else answers at Mautic's address, whatever is asked for. */
    public static final class NoMautic extends NotUnderstood {

        private final @Nullable String leadsTo;

        NoMautic(String message, String said, Optional<String> leadsTo) {
            super(message, said, null);
            this.leadsTo = leadsTo.orElse(null);
        }

        /** Where the answer sends whoever asks. */
        public Optional<String> leadsTo() {
            return Optional.ofNullable(leadsTo);
        }
    }

    /** A page or nothing came, where the API would have given JSON. */
    public static final class NoJson extends NotUnderstood {
        NoJson(String message) {
            super(message, null);
        }
    }
}
