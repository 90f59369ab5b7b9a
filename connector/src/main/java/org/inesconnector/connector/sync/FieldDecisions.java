package org.inesconnector.connector.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.InesTarget;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.sync.Plan.CustomFieldWrite;
import org.inesconnector.ines.Client;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.CustomFieldOwner;
import org.inesconnector.ines.CustomFieldValue;
import org.inesconnector.ines.InesField;
import org.inesconnector.ines.InesValue;

/** The decisions for all fields of one record, and what they make of it. */
record FieldDecisions(Concept concept, List<FieldDecision> all) {

    /** Fields that are sent along, but are no reason to write: points change with every page view. */
    private static final Set<InesField> NO_REASON_TO_WRITE = Set.of(ContactField.SCORING, ContactField.AUTOMATION_REF,
            ClientField.AUTOMATION_REF);

    FieldDecisions {
        all = List.copyOf(all);
    }

    FieldDecisions with(Stream<FieldDecision> more) {
        var decisions = new ArrayList<>(all);
        more.forEach(decision -> {
            decisions.removeIf(other -> other.target().equals(decision.target()));
            decisions.add(decision);
        });
        return new FieldDecisions(concept, decisions);
    }

    boolean needsWrite() {
        return all.stream()
                .filter(FieldDecision::isWrite)
                .anyMatch(decision -> decision.target() instanceof InesTarget.Standard(var _, InesField field)
                        && !NO_REASON_TO_WRITE.contains(field));
    }

    /** Without a write of what is sent along only, where there is no write that it could go with. */
    FieldDecisions asSent() {
        return needsWrite()
                ? this
                : new FieldDecisions(concept, all.stream().map(FieldDecisions::unlessOnlySentAlong).toList());
    }

    private static FieldDecision unlessOnlySentAlong(FieldDecision decision) {
        return decision.isWrite() && decision.target() instanceof InesTarget.Standard
                ? decision.notAlone(Message.of("field.not-alone"))
                : decision;
    }

    Contact applyTo(Contact contact) {
        var changed = contact;
        for (var decision : all) {
            if (decision.target() instanceof InesTarget.Standard(var _, ContactField field) && decision.isWrite()) {
                changed = changed.with(field, decision.write().orElseThrow());
            }
        }
        return changed;
    }

    Client applyTo(Client client) {
        var changed = client;
        for (var decision : all) {
            if (decision.target() instanceof InesTarget.Standard(var _, ClientField field) && decision.isWrite()) {
                changed = changed.with(field, decision.write().orElseThrow());
            }
        }
        return changed;
    }

    /** @param held the values that the record has already */
    Stream<CustomFieldWrite> customFieldWrites(List<CustomFieldValue> held) {
        return all.stream()
                .filter(FieldDecision::isWrite)
                .flatMap(decision -> decision.target() instanceof InesTarget.Custom(var _, int inesId)
                        ? Stream.of(customFieldWrite(inesId, decision.write().orElseThrow(), held))
                        : Stream.empty());
    }

    private CustomFieldWrite customFieldWrite(int inesId, InesValue value, List<CustomFieldValue> held) {
        var owner = concept == Concept.CONTACT ? CustomFieldOwner.CONTACT : CustomFieldOwner.COMPANY;
        var reference = held.stream()
                .filter(candidate -> candidate.definition() == inesId)
                .mapToInt(CustomFieldValue::reference)
                .findFirst();
        return new CustomFieldWrite(owner, inesId, reference, CustomFieldText.of(value));
    }

    static FieldDecision given(
            Concept concept, InesField field, Optional<InesValue> before, InesValue value, String key) {
        return before.filter(value::equals).isPresent()
                ? same(concept, field, before)
                : decision(concept, field, before, Optional.of(value), key);
    }

    static FieldDecision same(Concept concept, InesField field, Optional<InesValue> before) {
        return decision(concept, field, before, Optional.empty(), "field.same");
    }

    private static FieldDecision decision(
            Concept concept, InesField field, Optional<InesValue> before, Optional<InesValue> write, String key) {
        return new FieldDecision(
                new InesTarget.Standard(concept, field), Optional.empty(), before, write, FieldDecision.Base.NONE,
                Message.of(key));
    }
}
