package org.inesconnector.connector.setup;

import java.util.Optional;
import org.inesconnector.connector.messages.Message;

/** How something stands in Mautic. */
public sealed interface SetupState {

    record Present() implements SetupState {}

    record Missing() implements SetupState {}

    /** It is there, and cannot be used as it is. */
    record Different(Message why) implements SetupState {}

    record CannotTell(Message why) implements SetupState {}

    /** What is wrong, in a sentence; empty where it is there, or is not. */
    default Optional<Message> reason() {
        return switch (this) {
            case Different(Message why) -> Optional.of(why);
            case CannotTell(Message why) -> Optional.of(why);
            case Present _,Missing _ -> Optional.empty();
        };
    }
}
