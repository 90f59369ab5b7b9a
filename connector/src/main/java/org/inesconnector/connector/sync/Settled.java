package org.inesconnector.connector.sync;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.connector.mapping.InesTarget;
import org.inesconnector.connector.sync.FieldDecision.Base;

/** Which fields both sides agree on, and on what. */
final class Settled {

    private Settled() {}

    /**
     * What is agreed once some of a plan is done: a field still to be written keeps what was agreed on before, and so does one
     * whose value in Mautic cannot be told or converted for a while, or is converted to nothing by now; suspended, one that a rule
     * leaves alone, and one that is not mapped any more.
     *
     * @param written fields that INES has been given
     */
    static Map<String, String> after(
            Plan plan,
            Projection projection,
            Concept concept,
            Map<String, String> before,
            Collection<InesTarget> written) {
        var agreed = targets(plan, decision -> decision.base() == Base.AGREED);
        var left = targets(plan, decision -> decision.base() == Base.LEFT);
        var pending = targets(plan, decision -> decision.isWrite() && !written.contains(decision.target()));
        var digests = new HashMap<String, String>();
        projection.of(concept).forEach(field -> {
            var target = field.mapping().target();
            var path = field.mapping().path();
            if (pending.contains(target)) {
                digests.computeIfAbsent(path, before::get);
            } else if (agreed.contains(target)) {
                digests.putIfAbsent(path, Agreement.on(field).kept());
            } else if (left.contains(target)) {
                digests.putIfAbsent(path, Agreement.leaving(field).kept());
            } else if (isLeftAlone(field)) {
                Optional.ofNullable(before.get(path)).ifPresent(kept -> digests.putIfAbsent(path, suspended(kept)));
            } else if (isUntold(field) || isSentNoLonger(field, Optional.ofNullable(before.get(path)))) {
                digests.computeIfAbsent(path, before::get);
            }
        });
        digests.putAll(unmapped(projection, concept, before));
        if (concept == Concept.CONTACT) {
            unsubscribed(plan, projection, before, pending).ifPresent(
                    digest -> digests.put(AutomationFields.UNSUBSCRIBED, digest));
        }
        return digests;
    }

    private static boolean isUntold(ProjectedField field) {
        return field.value() instanceof Converted.Impossible;
    }

    private static String suspended(String kept) {
        return Agreement.parse(kept).suspended().kept();
    }

    /** The rule may be loosened: what Mautic has by then is not known to be newer than what INES has. */
    private static boolean isLeftAlone(ProjectedField field) {
        return field.mapping().rule() != FieldRule.ALWAYS;
    }

    /** Likewise: the fields may be mapped again. */
    private static Map<String, String> unmapped(Projection projection, Concept concept, Map<String, String> before) {
        var kept = new HashMap<>(before);
        kept.remove(AutomationFields.UNSUBSCRIBED);
        projection.of(concept).forEach(field -> kept.remove(field.mapping().path()));
        return suspended(kept);
    }

    static Map<String, String> suspended(Map<String, String> settled) {
        var suspended = new HashMap<>(settled);
        suspended.replaceAll((_, agreement) -> suspended(agreement));
        return suspended;
    }

    /** Mautic was not emptied: its values are translated otherwise. */
    private static boolean isSentNoLonger(ProjectedField field, Optional<String> kept) {
        return field.value() instanceof Converted.Nothing
                && field.mauticValue().isPresent()
                && field.mapping().rule().isForKnownRecords()
                && kept.map(Agreement::parse).filter(agreed -> agreed.isOnOtherWordsOf(field)).isPresent();
    }

    private static Optional<String> unsubscribed(
            Plan plan, Projection projection, Map<String, String> before, Set<InesTarget> pending) {
        boolean agreed = !pending.contains(AutomationFields.DESABO)
                && targets(plan, decision -> decision.base() == Base.AGREED).contains(AutomationFields.DESABO);
        return agreed
                ? Optional.of(Fingerprint.ofFlag(projection.unsubscribed()))
                : Optional.ofNullable(before.get(AutomationFields.UNSUBSCRIBED));
    }

    private static Set<InesTarget> targets(Plan plan, Predicate<FieldDecision> which) {
        return plan.details().fields().stream().filter(which).map(FieldDecision::target).collect(Collectors.toSet());
    }
}
