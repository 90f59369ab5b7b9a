package org.inesconnector.connector.connection;

import java.util.Arrays;
import java.util.List;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesSettings;
import org.inesconnector.ines.ValueList;

/** Tests INES with settings that need not be saved. */
record InesStages(InesConnectionSettings settings, InesContracts contracts) {

    List<Stage> run() {
        return Stages.run(Question.ofInes(), this::test);
    }

    private void test(Stages stages) {
        var complete = ConnectionSettingsCheck.ines(settings);
        InClear.to(complete.url()).ifPresent(stages::tell);
        var report = contracts.read(complete);
        stages.tell(TestStep.good("test.ines.reached", complete.url().toString()));
        stages.ask(Question.INES_CONTRACT);
        report.differences().stream().map(ConnectionTest::difference).forEach(stages::tell);
        if (report.isUsable()) {
            stages.tell(TestStep.good("test.ines.contract"));
            try (var ines = contracts.client(complete, report.adaptation())) {
                test(ines, complete, stages);
            }
        }
    }

    private static void test(InesClient ines, InesSettings settings, Stages stages) {
        stages.ask(Question.INES_SIGN_IN);
        ines.signIn();
        stages.tell(TestStep.good("test.ines.signed-in", settings.username(), settings.account()));
        stages.ask(Question.INES_LISTS);
        stages.tell(ConnectionTest.syncInfo(ines.syncInfo()));
        int entries = Arrays.stream(ValueList.values()).mapToInt(list -> ines.valueList(list).size()).sum();
        stages.tell(TestStep.good("connection.lists-read", ValueList.values().length, entries));
    }
}
