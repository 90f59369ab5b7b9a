package org.inesconnector.connector.sync;

import java.util.Map;
import java.util.stream.Collectors;
import org.inesconnector.connector.mapping.Concept;

/** Which fields both sides agree on after a push, and on what. */
final class Settled {

    private Settled() {}

    static Map<String, String> after(Plan plan, Projection projection, Concept concept) {
        var settledTargets = plan.details().fields().stream()
                .filter(FieldDecision::settled)
                .map(FieldDecision::target)
                .collect(Collectors.toSet());
        return projection.of(concept)
                .filter(field -> settledTargets.contains(field.mapping().target()))
                .collect(Collectors.toMap(
                        field -> field.mapping().path(), field -> Fingerprint.of(field.value()), (one, _) -> one));
    }
}
