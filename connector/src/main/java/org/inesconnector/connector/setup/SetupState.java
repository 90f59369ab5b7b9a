package org.inesconnector.connector.setup;

import org.inesconnector.connector.messages.Message;

/** How something stands in Mautic. */
public sealed interface SetupState {

    record Present() implements SetupState {}

    record Missing() implements SetupState {}

    /** It is there, and cannot be used as it is. */
    record Different(Message why) implements SetupState {}

    record CannotTell(Message why) implements SetupState {}
}
