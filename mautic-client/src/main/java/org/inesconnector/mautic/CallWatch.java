package org.inesconnector.mautic;

import java.util.function.Supplier;

/** Sees each call to Mautic: signing in is part of the call that needed it. */
public interface CallWatch {

    CallWatch NOBODY = new CallWatch() {
        @Override
        public <T> T watch(String operation, Supplier<T> call) {
            return call.get();
        }
    };

    /**
     * Makes the call, once. One that does not end well throws a {@link MauticException}.
     *
     * @param operation method and path, such as {@code GET contacts/7/activity}
     */
    <T> T watch(String operation, Supplier<T> call);
}
