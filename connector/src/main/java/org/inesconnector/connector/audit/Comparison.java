package org.inesconnector.connector.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.sync.Plan;
import org.inesconnector.connector.sync.PlanDescription;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.SkipReason;

/** Whether what a push would do with a linked contact says that the sides differ. */
final class Comparison {

    /** Why a plan creates a client that was never at INES, for a contact that is. */
    private static final String OTHER_COMPANY = "plan.contact-changed-company";

    private Comparison() {}

    /**
     * @param description of the same plan
     * @param withheld why no push carries it out: no repair does either
     */
    static List<Finding> of(
            Drift.Contact contact, Plan plan, PlanDescription description, Optional<Message> withheld) {
        return of(contact, plan, description).stream()
                .map(finding -> finding instanceof Finding.NeverAgreed
                        ? finding
                        : withheld.<Finding>map(why -> new Finding.Doubtful(finding, why)).orElse(finding))
                .toList();
    }

    private static List<Finding> of(Drift.Contact contact, Plan plan, PlanDescription description) {
        return switch (plan) {
            case Plan.Nothing _ -> neverAgreed(contact, description);
            case Plan.Update _ -> differing(contact, description);
            case Plan.CreateClientAndMove(var _, var _, var why, var _) when why.key().equals(OTHER_COMPANY) ->
                differing(contact, description);
            case Plan.CreateClientAndMove _,Plan.AddContact _,Plan.CreateClientAndContact _ ->
                List.of(new Finding.GoneAtInes(contact, description.summary()));
        };
    }

    /** What a push would write may be put right beside what it leaves alone. */
    private static List<Finding> differing(Drift.Contact contact, PlanDescription description) {
        var findings = new ArrayList<Finding>();
        findings.add(new Finding.FieldsDiffer(
                contact,
                description.summary(),
                differences(description, PlanDescription.Field::isWrite, PlanDescription.Field::write)));
        findings.addAll(neverAgreed(contact, description));
        return findings;
    }

    private static List<Finding> neverAgreed(Drift.Contact contact, PlanDescription description) {
        var differences = differences(
                description, PlanDescription.Field::isNeverAgreed, PlanDescription.Field::mauticValue);
        return differences.isEmpty() ? List.of() : List.of(new Finding.NeverAgreed(contact, differences));
    }

    private static List<Drift.Difference> differences(
            PlanDescription description,
            Predicate<PlanDescription.Field> which,
            Function<PlanDescription.Field, Optional<String>> mautic) {
        return description.fields().stream()
                .filter(which)
                .map(field -> new Drift.Difference(
                        Message.of("features.field-of." + field.concept().word(), field.label()),
                        field.before(),
                        mautic.apply(field)))
                .toList();
    }

    /** Where a push would come to no plan. */
    static Optional<Finding> of(Drift.Contact contact, PushResult prevented) {
        return switch (prevented) {
            case PushResult.Skipped(SkipReason reason, var why) when reason == SkipReason.SAME_ADDRESS ->
                Optional.of(new Finding.OpenQuestion(contact, why));
            // It is not to be sent any more: INES keeps what it has.
            case PushResult.Skipped _,PushResult.Unchanged _,PushResult.Pushed _ -> Optional.empty();
            // Another process is at it.
            case PushResult.Busy _ -> Optional.empty();
            case PushResult.NoSuchContact _,PushResult.Merged _ -> Optional.empty();
            case PushResult.Uncertain _,PushResult.Conflict _ ->
                Optional.of(new Finding.OpenQuestion(contact, prevented.message()));
            case PushResult.Failed(var why, var blame) when blame == PushResult.Blame.QUESTION ->
                Optional.of(new Finding.OpenQuestion(contact, why));
            // INES cannot read a record that it had: a push asks again until it is certain.
            case PushResult.Failed(var why, var _) -> Optional.of(new Finding.GoneAtInes(contact, why));
        };
    }
}
