package org.inesconnector.connector.connection;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inesconnector.connector.connection.TestStep.Result;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.InesException;
import org.inesconnector.mautic.MauticException;

/** Keeps what is found at each stage of a test, and ends the test at the first that is not passed. */
final class Stages {

    private final List<Question> questions;
    private final Map<Question, List<TestStep>> told = new EnumMap<>(Question.class);
    private Question current;

    private Stages(List<Question> questions) {
        this.questions = questions;
        this.current = questions.getFirst();
    }

    interface Test {

        /** May throw any exception of the two clients. */
        void run(Stages stages);
    }

    static List<Stage> run(List<Question> questions, Test test) {
        var stages = new Stages(questions);
        try {
            test.run(stages);
        } catch (IncompleteConnection e) {
            e.problems().forEach(problem -> stages.tell(TestStep.bad(Result.SETTING, problem)));
        } catch (InesException e) {
            stages.fail(ConnectionTest.result(e), words(e), stages.current.advice());
        } catch (MauticException e) {
            stages.fail(ConnectionTest.result(e), words(e), stages.advice(e));
        }
        return stages.questions.stream()
                .map(question -> new Stage(question, stages.told.getOrDefault(question, List.of())))
                .toList();
    }

    /** Without the names of settings in files: what to do is told apart from it. */
    private static Message words(InesException e) {
        return e instanceof InesException.WrongCredentials
                ? Message.of("connection.ines-refuses")
                : Failures.message(e);
    }

    private static Message words(MauticException e) {
        return e instanceof MauticException.Unauthorized
                ? Message.of("connection.mautic-refuses")
                : Failures.message(e);
    }

    /** From here on it is this that is tested. */
    void ask(Question question) {
        current = question;
    }

    void tell(TestStep step) {
        told.computeIfAbsent(current, _ -> new ArrayList<>()).add(step);
    }

    private void fail(Result result, Message said, Message advice) {
        tell(new TestStep(result, said, Optional.of(advice)));
    }

    /** Where somebody is refused, it is not what he may do that is looked at first. */
    private Message advice(MauticException e) {
        return e instanceof MauticException.Unauthorized
                ? Message.of("connection.mautic-refuses.advice")
                : current.advice();
    }
}
