package org.inesconnector.connector.web.mautic;

import java.util.List;
import java.util.Optional;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.setup.SetupItem;
import org.inesconnector.connector.setup.SetupState;
import org.inesconnector.connector.setup.Thing;

/**
 * One thing in Mautic, as the page shows it.
 *
 * @param state in a word, as a key of the page's texts
 * @param action what the connector can do about it, likewise
 * @param mark how the state is coloured
 */
record Row(
        Thing thing,
        Message name,
        String state,
        String mark,
        Optional<Message> reason,
        List<Message> advice,
        Optional<String> action) {

    static Row of(SetupItem item) {
        return new Row(
                item.thing(),
                item.name(),
                state(item),
                item.isGood() ? isThere(item) ? "good" : "wait" : isUnknown(item) ? "ask" : "bad",
                item.state().reason(),
                item.advice(),
                action(item));
    }

    private static String state(SetupItem item) {
        return switch (item.state()) {
            case SetupState.Present _ -> "present";
            case SetupState.Missing _ -> item.isGood() ? "optional" : "missing";
            case SetupState.Different _ -> "different";
            case SetupState.CannotTell _ -> item.isGood() ? "unwanted" : "unknown";
        };
    }

    private static boolean isThere(SetupItem item) {
        return item.state() instanceof SetupState.Present;
    }

    private static boolean isUnknown(SetupItem item) {
        return item.state() instanceof SetupState.CannotTell;
    }

    /** The examples build upon each other, and are made together. */
    private static Optional<String> action(SetupItem item) {
        return item.canCreate() && !item.thing().isExample()
                ? Optional.of(item.state() instanceof SetupState.Missing ? "create" : "repair")
                : Optional.empty();
    }
}
