package org.inesconnector.connector.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.InesTarget;
import org.inesconnector.connector.mapping.Schema;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.sync.FieldDecision;
import org.inesconnector.connector.sync.Plan;
import org.inesconnector.connector.sync.PlanDescription;
import org.inesconnector.connector.sync.Preview;

/** A plan as lines of text: every call, every field, and why. */
final class PlanReport {

    private static final String NOTHING = "–";

    private final Messages messages;
    private final Schema schema;

    PlanReport(Messages messages, Schema schema) {
        this.messages = messages;
        this.schema = schema;
    }

    List<String> lines(Preview.Planned planned) {
        var lines = new ArrayList<String>();
        lines.add(messages.text("plan.dry-run"));
        lines.add(messages.text(
                "plan.contact", planned.contact().id(), planned.contact().email().orElse(NOTHING)));
        lines.add(messages.text(PlanDescription.summary(planned.plan())));
        lines.add(messages.text("plan.calls"));
        lines.addAll(calls(planned.plan()));
        for (var concept : Concept.values()) {
            lines.add(messages.text(concept == Concept.CONTACT ? "plan.contact-fields" : "plan.client-fields"));
            fields(planned.plan(), concept).forEach(lines::add);
        }
        planned.plan().details().lead().ifPresent(lead -> lines.addAll(lead(lead)));
        planned.plan().details().noLead().map(messages::text).ifPresent(lines::add);
        return lines;
    }

    private List<String> calls(Plan plan) {
        var calls = plan.calls();
        if (calls.isEmpty()) {
            return List.of("  " + messages.text("plan.no-calls"));
        }
        return Stream.iterate(0, number -> number < calls.size(), number -> number + 1)
                .map(number -> "  %d. %s".formatted(number + 1, calls.get(number)))
                .toList();
    }

    private Stream<String> fields(Plan plan, Concept concept) {
        return plan.details().fields().stream()
                .filter(decision -> decision.target().concept() == concept)
                .map(this::field);
    }

    private String field(FieldDecision decision) {
        return "  %s %s: %s  [%s]".formatted(
                decision.isWrite() ? "*" : " ", name(decision.target()), change(decision), why(decision));
    }

    private String name(InesTarget target) {
        var label = messages.text(schema.label(target));
        return label.equals(target.key()) ? label : label + " (" + target.key() + ")";
    }

    private static String change(FieldDecision decision) {
        var before = shown(decision.before());
        return decision.isWrite() ? before + " → " + shown(decision.write()) : before;
    }

    private String why(FieldDecision decision) {
        var why = messages.text(decision.why());
        return decision.isWrite() || decision.mauticValue().isEmpty()
                ? why
                : messages.text("plan.left", why, decision.mauticValue().get());
    }

    private static String shown(Optional<?> value) {
        return value.map(Object::toString).filter(text -> !text.isBlank()).orElse(NOTHING);
    }

    private List<String> lead(Plan.LeadText lead) {
        return Stream.concat(
                Stream.of(messages.text("plan.lead", lead.channel()), "  " + lead.shortDescription()),
                lead.detail().lines().map(line -> "    " + line))
                .toList();
    }
}
