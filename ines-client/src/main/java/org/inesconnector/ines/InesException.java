package org.inesconnector.ines;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why a call to INES did not give what was asked for. The message is for people and holds no secret. */
public sealed abstract class InesException extends RuntimeException {

    private static final Pattern CONTROL_CHARACTERS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");
    private static final int LONGEST = 4_000;

    private final String operation;

    private InesException(String operation, String message, @Nullable Throwable cause) {
        super(told(message), cause);
        this.operation = operation;
    }

    /** What INES says is told in logs, on terminals and pages: on one line, and not without end. */
    private static String told(String message) {
        var line = CONTROL_CHARACTERS.matcher(message).replaceAll(" ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** The operation of the web services that failed, such as {@code AddContact}. */
    public String operation() {
        return operation;
    }

    /** Whether INES may have done what was asked although no good answer came. Such a creation must not be repeated. */
    public boolean mayHaveBeenDone() {
        return false;
    }

    /** Account, user name or password is wrong. */
    public static final class WrongCredentials extends InesException {
        public WrongCredentials(String message) {
            super("authenticationWs", message, null);
        }
    }

    /** The session was refused twice: once, and again after a new sign-in. */
    public static final class SessionRefused extends InesException {
        public SessionRefused(String operation, String message) {
            super(operation, message, null);
        }
    }

    /** The record to change does not exist at INES (any more). */
    public static final class NotFound extends InesException {

        private final boolean mayHaveBeenDone;

        public NotFound(String operation, String message) {
            this(operation, message, false);
        }

        NotFound(String operation, String message, boolean mayHaveBeenDone) {
            super(operation, message, null);
            this.mayHaveBeenDone = mayHaveBeenDone;
        }

        /** True of a change that INES answers with another reference: that may be a broken answer to what was done. */
        @Override
        public boolean mayHaveBeenDone() {
            return mayHaveBeenDone;
        }
    }

    /** INES said no; the message is INES's own words. */
    public static final class Refused extends InesException {

        private final boolean mayHaveBeenDone;

        public Refused(String operation, String message) {
            this(operation, message, false);
        }

        Refused(String operation, String message, boolean mayHaveBeenDone) {
            super(operation, message, null);
            this.mayHaveBeenDone = mayHaveBeenDone;
        }

        /** True only of something written that INES broke off, as it says; else nothing was done. */
        @Override
        public boolean mayHaveBeenDone() {
            return mayHaveBeenDone;
        }
    }

    /** INES could not be reached or did not answer properly: connection, time-out, HTTP 5xx. Try again later. */
    public static final class Unavailable extends InesException {

        private final boolean mayHaveBeenDone;

        public Unavailable(String operation, String message, boolean mayHaveBeenDone, @Nullable Throwable cause) {
            super(operation, message, cause);
            this.mayHaveBeenDone = mayHaveBeenDone;
        }

        /** False only where it is certain that the request never reached INES. */
        @Override
        public boolean mayHaveBeenDone() {
            return mayHaveBeenDone;
        }
    }

    /** An answer came, but it is not what the contract says. */
    public static final class NotUnderstood extends InesException {

        private final boolean mayHaveBeenDone;

        public NotUnderstood(String operation, String message, @Nullable Throwable cause) {
            this(operation, message, true, cause);
        }

        NotUnderstood(String operation, String message, boolean mayHaveBeenDone, @Nullable Throwable cause) {
            super(operation, message, cause);
            this.mayHaveBeenDone = mayHaveBeenDone;
        }

        /** False only where the answer was to the sign-in: what the session is for was not sent. */
        @Override
        public boolean mayHaveBeenDone() {
            return mayHaveBeenDone;
        }
    }

    /** The live contract differs from ours in a way that cannot be adapted to. */
    public static final class ContractDiffers extends InesException {
        public ContractDiffers(String operation, String message) {
            super(operation, message, null);
        }
    }
}
