package org.inesconnector.ines;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one session that all calls share. However many of them find it missing or expired at the same time, one of them
 * signs in and the others wait for what comes of it, be it a failure: a wrong password is tried once, not a hundred times.
 */
final class InesSession {

    private final Supplier<String> signIn;
    private Flight last = Flight.FAILED;

    /** @param signIn answers a new session id */
    InesSession(Supplier<String> signIn) {
        this.signIn = signIn;
    }

    /** Compared by identity: INES may give the same text twice. Its text is a secret. */
    static final class Id {
        private final String text;

        private Id(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    Id current() {
        return otherThan(null);
    }

    synchronized boolean isCurrent(Id id) {
        return last.landed().filter(id::equals).isPresent();
    }

    /** A session that is not the expired one: the one that another call has opened since, or a new one. */
    Id otherThan(@Nullable Id expired) {
        var own = new Flight();
        var flight = board(own, expired);
        if (flight == own) {
            own.open(signIn);
        }
        return flight.land();
    }

    private synchronized Flight board(Flight own, @Nullable Id expired) {
        if (!last.serves(expired)) {
            last = own;
        }
        return last;
    }

    /** One attempt to sign in, which all share who need a session meanwhile. */
    private static final class Flight {

        static final Flight FAILED = new Flight();
        static {
            FAILED.id.cancel(false);
        }

        private final CompletableFuture<Id> id = new CompletableFuture<>();

        boolean serves(@Nullable Id expired) {
            return !id.isDone() || landed().filter(session -> !session.equals(expired)).isPresent();
        }

        Optional<Id> landed() {
            return id.isDone() && !id.isCompletedExceptionally() ? Optional.of(id.join()) : Optional.empty();
        }

        void open(Supplier<String> signIn) {
            try {
                id.complete(new Id(signIn.get()));
            } catch (RuntimeException | Error e) {
                id.completeExceptionally(e);
            }
        }

        Id land() {
            try {
                return id.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
    }
}
