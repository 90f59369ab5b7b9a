package org.inesconnector.connector.sync;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.InesTarget;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.InesField;
import org.inesconnector.ines.InesValue;
import org.inesconnector.ines.SyncInfo;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;

/** The fields that INES is given of every contact and client, mapped or not. */
final class AutomationFields {

    /** Set from bounces; a mapping of it is ignored. */
    static final InesTarget BOUNCED = new InesTarget.Standard(Concept.CONTACT, ContactField.N_PAI);

    /** Where the agreement on Desabo is kept among those on mapped fields. */
    static final String UNSUBSCRIBED = "unsubscribed";

    static final InesTarget DESABO = new InesTarget.Standard(Concept.CONTACT, ContactField.DESABO);

    private AutomationFields() {}

    static Stream<FieldDecision> forNewContact(MauticContact contact, Projection projection) {
        return Stream.of(
                given(ContactField.AUTOMATION_REF, Optional.empty(), id(contact.id()), "field.automation-ref"),
                given(ContactField.SCORING, Optional.empty(), InesValue.whole(projection.points()), "field.points"),
                unsubscribed(Optional.empty(), Optional.of(flag(projection.unsubscribed())), "field.unsubscribed"),
                given(ContactField.N_PAI, Optional.empty(), flag(projection.bounced()), bounced(projection)));
    }

    /** @param settledAs the digest of the flag that both sides had when they last agreed on Desabo */
    static Stream<FieldDecision> forExistingContact(
            MauticContact contact, Projection projection, Contact held, Optional<String> settledAs) {
        var always = Stream.of(
                given(
                        ContactField.AUTOMATION_REF,
                        held.value(ContactField.AUTOMATION_REF),
                        id(contact.id()),
                        "field.automation-ref"),
                given(
                        ContactField.SCORING,
                        held.value(ContactField.SCORING),
                        InesValue.whole(projection.points()),
                        "field.points"),
                desabo(held, projection.unsubscribed(), settledAs));
        var bounced = flagged(ContactField.N_PAI, held, true, bounced(projection));
        return projection.bounced() ? Stream.concat(always, Stream.of(bounced)) : always;
    }

    /**
     * A flag that INES does not tell is taken for what both sides agreed on last, else for not raised. So it goes with each
     * update, which would blank it otherwise.
     */
    static Contact withUnread(Contact read, Set<ContactField> unread, Optional<String> settledAs) {
        var contact = read;
        if (unread.contains(ContactField.DESABO)) {
            contact = contact.with(ContactField.DESABO,
                    flag(settledAs.filter(Fingerprint.ofFlag(true)::equals).isPresent()));
        }
        return unread.contains(ContactField.N_PAI) ? contact.with(ContactField.N_PAI, flag(false)) : contact;
    }

    /** Who unsubscribed at INES stays so: it is lowered only where Mautic's own flag was raised and is no more. */
    private static FieldDecision desabo(Contact held, boolean unsubscribed, Optional<String> settledAs) {
        var before = held.value(ContactField.DESABO);
        if (isRaised(before) == unsubscribed) {
            return unsubscribed(before, Optional.empty(), "field.same");
        }
        boolean lowered = settledAs.filter(Fingerprint.ofFlag(true)::equals).isPresent();
        return unsubscribed || lowered
                ? unsubscribed(before, Optional.of(flag(unsubscribed)), "field.unsubscribed")
                : new FieldDecision(DESABO, Optional.empty(), before, Optional.empty(), FieldDecision.Base.NONE,
                        Message.of("field.unsubscribed-at-ines"));
    }

    private static FieldDecision unsubscribed(Optional<InesValue> before, Optional<InesValue> write, String key) {
        return new FieldDecision(DESABO, Optional.empty(), before, write, FieldDecision.Base.AGREED, Message.of(key));
    }

    private static boolean isRaised(Optional<InesValue> held) {
        return held.map(value -> Flags.isRaised(value.toString())).orElse(false);
    }

    private static String bounced(Projection projection) {
        boolean isMapped = projection.fields().stream().anyMatch(field -> field.mapping().target().equals(BOUNCED));
        return isMapped ? "field.bounced-only" : "field.bounced";
    }

    /** INES's default type, for a client to which the mapping gives none. */
    static Stream<FieldDecision> forNewClient(MauticCompany company, SyncInfo info, List<FieldDecision> mapped) {
        var reference = FieldDecisions.given(
                Concept.CLIENT,
                ClientField.AUTOMATION_REF,
                Optional.empty(),
                id(company.id()),
                "field.automation-ref");
        boolean hasType = mapped.stream().anyMatch(decision -> decision.isWrite()
                && decision.target().equals(new InesTarget.Standard(Concept.CLIENT, ClientField.TYPE)));
        var type = FieldDecisions.given(
                Concept.CLIENT,
                ClientField.TYPE,
                Optional.empty(),
                InesValue.whole(info.defaultClientType()),
                "field.default-type");
        return hasType ? Stream.of(reference) : Stream.of(reference, type);
    }

    /** INES leaves a flag that was never set empty. */
    private static FieldDecision flagged(ContactField field, Contact held, boolean raised, String key) {
        var before = held.value(field);
        return isRaised(before) == raised
                ? FieldDecisions.same(Concept.CONTACT, field, before)
                : given(field, before, flag(raised), key);
    }

    private static FieldDecision given(InesField field, Optional<InesValue> before, InesValue value, String key) {
        return FieldDecisions.given(Concept.CONTACT, field, before, value, key);
    }

    private static InesValue flag(boolean raised) {
        return InesValue.text(raised ? "1" : "0");
    }

    private static InesValue id(long mauticId) {
        return InesValue.whole(Math.toIntExact(mauticId));
    }
}
