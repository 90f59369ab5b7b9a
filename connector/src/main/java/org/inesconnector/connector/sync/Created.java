package org.inesconnector.connector.sync;

/** A contact that was created, or may have been, in one call with others of its new company. */
public final class Created {

    private final Situation.Open situation;
    private final Execution execution;
    private final Execution.Outcome outcome;
    private final boolean leads;

    /** @param leads whether it is the one whose intent is the client's */
    Created(Situation.Open situation, Execution execution, Execution.Outcome outcome, boolean leads) {
        this.situation = situation;
        this.execution = execution;
        this.outcome = outcome;
        this.leads = leads;
    }

    Situation.Open situation() {
        return situation;
    }

    /** Writes what the call could not: custom fields. */
    Execution.Outcome complete() {
        return switch (outcome) {
            case Execution.Outcome.Complete(var link) when leads -> execution.complete(situation.plan(), link);
            case Execution.Outcome.Complete(var link) -> execution.completeBeside(situation.plan(), link);
            case Execution.Outcome.Stopped _ -> outcome;
        };
    }
}
