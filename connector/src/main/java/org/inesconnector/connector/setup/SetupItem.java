package org.inesconnector.connector.setup;

import java.util.List;
import java.util.stream.Stream;
import org.inesconnector.connector.messages.Message;

/**
 * One thing in Mautic.
 *
 * @param name what it is, with its name or address in Mautic
 * @param advice what a person may or must do about it
 * @param canCreate whether {@link MauticSetup#create} makes it, or puts it right
 * @param needed whether something does not work well without it
 */
public record SetupItem(
        Thing thing, Message name, SetupState state, List<Message> advice, boolean canCreate, boolean needed) {

    public SetupItem {
        advice = List.copyOf(advice);
    }

    /** Whether nothing is to be done. */
    public boolean isGood() {
        return state instanceof SetupState.Present || !needed;
    }

    static SetupItem present(Thing thing, Message name) {
        return new SetupItem(thing, name, new SetupState.Present(), List.of(), false, !thing.isExample());
    }

    static SetupItem missing(Thing thing, Message name) {
        return new SetupItem(thing, name, new SetupState.Missing(), List.of(), true, !thing.isExample());
    }

    /** To be put right by a person. */
    static SetupItem different(Thing thing, Message name, Message why, Message advice) {
        return new SetupItem(
                thing, name, new SetupState.Different(why), List.of(advice), false, !thing.isExample());
    }

    static SetupItem cannotTell(Thing thing, Message name, Message why, Message advice) {
        return new SetupItem(
                thing, name, new SetupState.CannotTell(why), List.of(advice), false, !thing.isExample());
    }

    SetupItem withMoreAdvice(List<Message> more) {
        var all = Stream.concat(advice.stream(), more.stream()).distinct().toList();
        return new SetupItem(thing, name, state, all, canCreate, needed);
    }
}
