package org.inesconnector.connector.sync;

import java.util.Collection;
import java.util.Optional;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.links.FlaggedContacts;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.ContactField;
import org.inesconnector.mautic.MauticContact;
import org.springframework.stereotype.Component;

/**
 * Recognises who was deleted in Mautic and is there again under another id: INES still has the contact that was flagged then.
 */
@Component
class ImportedAgain {

    private static final int CANDIDATES = 5;

    private final FlaggedContacts flagged;
    private final InesReading ines;

    ImportedAgain(FlaggedContacts flagged, InesReading ines) {
        this.flagged = flagged;
        this.ines = ines;
    }

    sealed interface Answer {

        record Nobody() implements Answer {}

        /** @param link as it is to be from now on */
        record Known(ContactLink link) implements Answer {}

        /** INES has another address now: it may have become somebody else's record. */
        record InDoubt(Message why, Situation.Question question) implements Answer {}
    }

    /** Whether {@link #find} may find one of them, as far as is known here. */
    boolean mayBe(Collection<MauticContact> contacts) {
        return flagged.hasAnyWithEmail(contacts.stream()
                .map(MauticContact::email)
                .flatMap(Optional::stream)
                .map(Fingerprint::ofEmail)
                .toList());
    }

    /**
     * Of a contact that nothing else is known of.
     *
     * @throws NotCertainlyGone where INES cannot read a record
     */
    Answer find(MauticContact contact) {
        var email = contact.email().orElse("");
        for (var link : flagged.withEmail(Fingerprint.ofEmail(email), contact.id(), CANDIDATES)) {
            var atInes = ines.contact(link.inesContactRef());
            if (atInes.isPresent() && Adoption.isContact(atInes.get(), contact)) {
                return new Answer.Known(link);
            }
            if (atInes.isPresent()) {
                return new Answer.InDoubt(
                        Message.of(
                                "again.other-address",
                                contact.id(),
                                email,
                                link.inesContactRef(),
                                atInes.get().value(ContactField.PRIMARY_MAIL_ADDRESS).map(CustomFieldText::of)
                                        .map(String::strip).orElse("")),
                        new Situation.Question.IsSamePerson(link.inesContactRef(), contact.id()));
            }
        }
        return new Answer.Nobody();
    }
}
