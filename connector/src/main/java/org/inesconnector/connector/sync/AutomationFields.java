package org.inesconnector.connector.sync;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.InesTarget;
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

    private AutomationFields() {}

    static Stream<FieldDecision> forNewContact(MauticContact contact, Projection projection) {
        return Stream.of(
                given(ContactField.AUTOMATION_REF, Optional.empty(), id(contact.id()), "field.automation-ref"),
                given(ContactField.SCORING, Optional.empty(), InesValue.whole(projection.points()), "field.points"),
                given(ContactField.DESABO, Optional.empty(), flag(projection.unsubscribed()), "field.unsubscribed"),
                given(ContactField.N_PAI, Optional.empty(), flag(projection.bounced()), bounced(projection)));
    }

    static Stream<FieldDecision> forExistingContact(MauticContact contact, Projection projection, Contact held) {
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
                flagged(ContactField.DESABO, held, projection.unsubscribed(), "field.unsubscribed"));
        var bounced = flagged(ContactField.N_PAI, held, true, bounced(projection));
        return projection.bounced() ? Stream.concat(always, Stream.of(bounced)) : always;
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
        boolean heldRaised = before.map(value -> Flags.isRaised(value.toString())).orElse(false);
        return heldRaised == raised
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
