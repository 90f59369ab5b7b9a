package org.inesconnector.connector.connection;

import java.util.List;
import org.inesconnector.connector.connection.TestStep.Result;

/**
 * One stage of a test of a side.
 *
 * @param told what was found; empty where it could not be tried, as an earlier one was not passed
 */
public record Stage(Question question, List<TestStep> told) {

    public Stage {
        told = List.copyOf(told);
    }

    public boolean tried() {
        return !told.isEmpty();
    }

    public boolean isGood() {
        return tried() && told.stream().noneMatch(TestStep::isBad);
    }

    public boolean hasNotice() {
        return told.stream().anyMatch(step -> step.result() == Result.NOTICE);
    }
}
