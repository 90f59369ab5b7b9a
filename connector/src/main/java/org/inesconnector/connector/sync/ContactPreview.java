package org.inesconnector.connector.sync;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.NotSetUp;
import org.inesconnector.ines.InesException;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;
import org.inesconnector.mautic.MauticException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** What a person who asks for a contact's push would send: found by id or e-mail address, and shown field by field. */
@Service
public class ContactPreview {

    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    /** As many contacts with one address are shown to choose from. */
    private static final int MOST_ALIKE = 20;

    private final ObjectProvider<MauticClient> mautic;
    private final ObjectProvider<MauticReading> reading;
    private final ObjectProvider<ContactPush> push;

    ContactPreview(
            ObjectProvider<MauticClient> mautic,
            ObjectProvider<MauticReading> reading,
            ObjectProvider<ContactPush> push) {
        this.mautic = mautic;
        this.reading = reading;
        this.push = push;
    }

    /** What was found. */
    public sealed interface Answer {

        /** @param reads how many calls to INES told what it holds */
        record Planned(MauticContact contact, Optional<MauticCompany> company, PlanDescription plan, int reads)
                implements
                    Answer {}

        /** @param why nothing can be sent now, in a sentence */
        record Prevented(MauticContact contact, Optional<MauticCompany> company, Message why) implements Answer {}

        record Nobody(Message why) implements Answer {}

        /** Several contacts have the address. */
        record Several(List<MauticContact> contacts) implements Answer {
            public Several {
                contacts = List.copyOf(contacts);
            }
        }

        /** One of the sides, or the settings, cannot be used. */
        record Unusable(List<Message> why) implements Answer {
            public Unusable {
                why = List.copyOf(why);
            }
        }
    }

    /** @param asked a contact's id in Mautic, or an e-mail address */
    public Answer of(String asked) {
        var text = asked.strip();
        try {
            return ID.matcher(text).matches() ? ofContact(Long.parseLong(text)) : ofEmail(text);
        } catch (RuntimeException e) {
            return new Answer.Unusable(reasons(e).orElseThrow(() -> e));
        }
    }

    private Answer ofEmail(String email) {
        var found = mautic.getObject().contactsWithEmail(email, MOST_ALIKE);
        return switch (found.size()) {
            case 0 -> new Answer.Nobody(Message.of("push.no-such-email", email));
            case 1 -> ofContact(found.getFirst().id());
            default -> new Answer.Several(found);
        };
    }

    private Answer ofContact(long id) {
        return switch (reading.getObject().read(id)) {
            case Incoming.Gone _ -> new Answer.Nobody(Message.of("push.no-such-contact", id));
            case Incoming.Found found -> of(found);
        };
    }

    private Answer of(Incoming.Found found) {
        return switch (push.getObject().preview(found, Cause.DIRECT_PUSH)) {
            case Preview.Planned planned -> new Answer.Planned(
                    found.contact(), found.company(), push.getObject().describe(planned), planned.reads());
            case Preview.Prevented(PushResult because) ->
                new Answer.Prevented(found.contact(), found.company(), because.message());
        };
    }

    private static Optional<List<Message>> reasons(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .map(ContactPreview::reason)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<List<Message>> reason(Throwable thrown) {
        return Optional.ofNullable(switch (thrown) {
            case NotSetUp e -> e.problems();
            case InesException e -> List.of(Failures.message(e));
            case MauticException e -> List.of(Failures.message(e));
            default -> null;
        });
    }
}
