package org.inesconnector.connector.connection;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.inesconnector.ines.ContractDifference;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesSettings;
import org.inesconnector.ines.ValueList;

/** Tests INES with settings that need not be saved. */
record InesStages(InesConnectionSettings settings, InesContracts contracts) {

    /** @param blanked told of each element of a contact that keeps INES's contacts from being updated */
    List<Stage> run(Consumer<String> blanked) {
        return Stages.run(Question.ofInes(), stages -> test(stages, blanked));
    }

    private void test(Stages stages, Consumer<String> blanked) {
        var complete = ConnectionSettingsCheck.ines(settings);
        InClear.to(complete.url()).ifPresent(stages::tell);
        var report = contracts.read(complete);
        stages.tell(TestStep.good("test.ines.reached", complete.url().toString()));
        stages.ask(Question.INES_CONTRACT);
        report.differences().stream().map(one -> ConnectionTest.difference(one, settings)).forEach(stages::tell);
        report.differences().stream()
                .filter(ContractDifference.BlankedByUpdates.class::isInstance)
                .map(ContractDifference.BlankedByUpdates.class::cast)
                .map(ContractDifference.BlankedByUpdates::element)
                .filter(element -> !settings.mayBeBlanked().contains(element))
                .forEach(blanked);
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
