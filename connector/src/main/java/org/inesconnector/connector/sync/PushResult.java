package org.inesconnector.connector.sync;

import java.util.List;
import java.util.Set;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.InesException;
import org.inesconnector.mautic.MauticException;

/** What became of one push. */
public sealed interface PushResult {

    /** @param notes leads that were written, and what is still to come, such as references that Mautic did not take yet */
    record Pushed(Plan plan, int contactRef, int clientRef, List<Message> notes) implements PushResult {
        public Pushed {
            notes = List.copyOf(notes);
        }
    }

    /** INES has it all; no call was needed, or none but reads and a lead, which is then among the notes. */
    record Unchanged(int contactRef, int clientRef, List<Message> notes) implements PushResult {
        public Unchanged {
            notes = List.copyOf(notes);
        }
    }

    /** @param why the reason, of this contact */
    record Skipped(SkipReason reason, Message why) implements PushResult {

        public Skipped(SkipReason reason) {
            this(reason, reason.message());
        }
    }

    /** A creation may or may not have been done; a person settles it. */
    record Uncertain(long contactId, Message reason) implements PushResult {}

    /** Another process is creating this contact or its company. */
    record Busy() implements PushResult {}

    record NoSuchContact(long contactId) implements PushResult {}

    /** Mautic merged the contact into another, which took its link along: push that one. */
    record Merged(long contactId, long winner) implements PushResult {}

    /** Two Mautic contacts claim one INES contact: a person must say whose it is. */
    record Conflict(Message why) implements PushResult {}

    /** @param blame whose fault it is: only the contact's own costs it an attempt */
    record Failed(Message why, Blame blame) implements PushResult {}

    /** The outcome in a sentence, without its notes. */
    default Message message() {
        return switch (this) {
            case Pushed pushed -> Message.of(
                    "push.done", pushed.contactRef(), pushed.clientRef(), String.join(", ", pushed.plan().calls()));
            case Unchanged unchanged -> Message.of("push.unchanged", unchanged.contactRef(), unchanged.clientRef());
            case Skipped(SkipReason _, Message why) -> Message.of("push.skipped", why);
            case Uncertain(long contactId, Message reason) -> Message.of("push.uncertain", contactId, reason);
            case Busy _ -> Message.of("push.busy");
            case NoSuchContact(long contactId) -> Message.of("push.no-such-contact", contactId);
            case Merged(long contactId, long winner) -> Message.of("push.merged", contactId, winner);
            case Conflict(Message why) -> Message.of("push.failed", why);
            case Failed(Message why, Blame _) -> Message.of("push.failed", why);
        };
    }

    enum Blame {
        CONTACT,
        INES,
        MAUTIC,
        /** The connector's own, which could not do what was asked. */
        DATABASE,
        /** It is tried again, and costs nothing: what is wrong shows then. */
        NOBODY,
        /** Likewise; a person has something to answer first. */
        QUESTION;

        /** Calls that know of no contact. */
        private static final Set<String> ABOUT_NOBODY = Set.of("authenticationWs", "GetSyncInfo", "GetTypeContactList",
                "GetTypeClientList", "GetOriginList", "GetUserInfoFromUserRef", "GetUserInfoFromRHRef");

        public static Blame of(MauticException e) {
            return switch (e) {
                case MauticException.NoMautic _ -> MAUTIC;
                case MauticException.NotFound _,MauticException.Refused _,MauticException.NotUnderstood _ -> CONTACT;
                case MauticException.Unauthorized _,MauticException.Forbidden _,MauticException.Unavailable _ -> MAUTIC;
            };
        }

        public static Blame of(InesException e) {
            return switch (e) {
                case InesException.NotFound _,InesException.Refused _,InesException.NotUnderstood _ ->
                    ABOUT_NOBODY.contains(e.operation()) ? INES : CONTACT;
                case InesException.WrongCredentials _,InesException.SessionRefused _,InesException.Unavailable _,InesException.ContractDiffers _ ->
                    INES;
            };
        }
    }
}
