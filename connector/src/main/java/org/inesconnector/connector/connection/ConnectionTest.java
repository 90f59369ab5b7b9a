package org.inesconnector.connector.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.inesconnector.connector.connection.TestStep.Result;
import org.inesconnector.connector.mapping.IncompleteMapping;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.connector.mapping.MappingReader;
import org.inesconnector.connector.mapping.MappingSettings;
import org.inesconnector.connector.mapping.Schema;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.ContractDifference;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesException;
import org.inesconnector.ines.SyncInfo;
import org.inesconnector.ines.ValueList;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticException;
import org.springframework.stereotype.Service;

/** Tests the connection to both sides, step by step, up to a mapping that both can serve. */
@Service
public class ConnectionTest {

    private final InesConnectionSettings inesSettings;
    private final MauticConnectionSettings mauticSettings;
    private final MappingSettings mappingSettings;
    private final InesContracts contracts;

    ConnectionTest(
            InesConnectionSettings inesSettings,
            MauticConnectionSettings mauticSettings,
            MappingSettings mappingSettings,
            InesContracts contracts) {
        this.inesSettings = inesSettings;
        this.mauticSettings = mauticSettings;
        this.mappingSettings = mappingSettings;
        this.contracts = contracts;
    }

    /** Stops a side at its first bad step; the mapping is tested where both sides are good. */
    public List<TestStep> run() {
        var steps = new ArrayList<TestStep>();
        var syncInfo = new ArrayList<SyncInfo>();
        attempt(steps, () -> testInes(steps, syncInfo::add));
        attempt(steps, () -> testMautic(steps, syncInfo));
        return List.copyOf(steps);
    }

    /** Tests what is not saved yet, stage by stage. Nothing is changed on either side. */
    public ConnectionReport of(ConnectionDraft draft) {
        var blanked = new ArrayList<String>();
        return new ConnectionReport(
                new InesStages(draft.ines(), contracts).run(blanked::add),
                new MauticStages(draft.mautic()).run(),
                blanked);
    }

    private static void attempt(List<TestStep> steps, Runnable test) {
        try {
            test.run();
        } catch (IncompleteConnection e) {
            e.problems().forEach(problem -> steps.add(TestStep.bad(Result.SETTING, problem)));
        } catch (IncompleteMapping e) {
            e.problems().forEach(problem -> steps.add(TestStep.bad(Result.SETTING, problem)));
        } catch (InesException e) {
            steps.add(TestStep.bad(result(e), Failures.message(e)));
        } catch (MauticException e) {
            steps.add(TestStep.bad(result(e), Failures.message(e)));
        }
    }

    static Result result(InesException e) {
        return switch (e) {
            case InesException.WrongCredentials _ -> Result.SETTING;
            case InesException.Unavailable _ -> Result.AWAY;
            default -> Result.BAD;
        };
    }

    static Result result(MauticException e) {
        return switch (e) {
            case MauticException.Unauthorized _ -> Result.SETTING;
            case MauticException.Unavailable _ -> Result.AWAY;
            default -> Result.BAD;
        };
    }

    private void testInes(List<TestStep> steps, Consumer<SyncInfo> found) {
        var settings = ConnectionSettingsCheck.ines(inesSettings);
        InClear.to(settings.url()).ifPresent(steps::add);
        var report = contracts.read(settings);
        steps.add(TestStep.good("test.ines.reached", settings.url().toString()));
        report.differences().stream().map(one -> difference(one, inesSettings)).forEach(steps::add);
        report.requireUsable();
        steps.add(TestStep.good("test.ines.contract"));
        try (var ines = contracts.client(settings, report.adaptation())) {
            ines.signIn();
            steps.add(TestStep.good("test.ines.signed-in", settings.username(), settings.account()));
            var info = ines.syncInfo();
            steps.add(syncInfo(info));
            steps.add(valueLists(ines, info));
            found.accept(info);
        }
    }

    static TestStep difference(ContractDifference difference, InesConnectionSettings settings) {
        if (difference instanceof ContractDifference.BlankedByUpdates(var _, String element)) {
            return settings.mayBeBlanked().contains(element)
                    ? TestStep.good("test.ines.blanked.allowed", element)
                    : TestStep.notice(
                            Message.of("test.ines.blanked", element), Message.of("test.ines.blanked.advice", element));
        }
        var said = Message.of("test.ines.difference", difference.words());
        return difference.blocking()
                ? TestStep.bad(said, Message.of("test.ines.difference.blocking"))
                : TestStep.notice(said, Message.of("test.ines.difference.adapted"));
    }

    static TestStep syncInfo(SyncInfo info) {
        int customFields = info.contactCustomFields().size() + info.companyCustomFields().size();
        var said = Message.of("test.ines.lists", customFields);
        return info.leadChannel().isPresent()
                ? new TestStep(Result.GOOD, said, Optional.empty())
                : TestStep.notice(said, Message.of("test.ines.no-lead-channel"));
    }

    /** Those that the mapping needs; a mapping that is incomplete is told after Mautic's fields are read. */
    private TestStep valueLists(InesClient ines, SyncInfo info) {
        var schema = Schema.of(List.of(), List.of(), info, Map.of());
        var lists = neededLists(schema);
        lists.forEach(ines::valueList);
        return TestStep.good("test.ines.value-lists", lists.size());
    }

    private List<ValueList> neededLists(Schema schema) {
        try {
            return schema.valueLists(MappingReader.read(mappingSettings));
        } catch (IncompleteMapping _) {
            return List.of();
        }
    }

    private void testMautic(List<TestStep> steps, List<SyncInfo> syncInfo) {
        var settings = ConnectionSettingsCheck.mautic(mauticSettings);
        InClear.to(settings.url()).ifPresent(steps::add);
        try (var mautic = MauticClient.create(settings)) {
            steps.add(TestStep.good("test.mautic.reached", settings.url().toString(), mautic.version()));
            var contactFields = mautic.contactFields();
            var companyFields = mautic.companyFields();
            steps.add(TestStep.good("test.mautic.fields", contactFields.size(), companyFields.size()));
            steps.add(auditLog(mautic));
            var mapping = MappingReader.read(mappingSettings);
            syncInfo.forEach(info -> steps.add(
                    mapping(mapping, Schema.of(contactFields, companyFields, info, Map.of()))));
        }
    }

    static TestStep auditLog(MauticClient mautic) {
        try {
            mautic.auditLog(0, 1);
            return TestStep.good("test.mautic.audit-log");
        } catch (MauticException.Forbidden e) {
            return TestStep.notice(Failures.message(e), Message.of("test.mautic.no-audit-log"));
        }
    }

    private static TestStep mapping(Mapping mapping, Schema schema) {
        schema.require(mapping);
        return TestStep.good("test.mapping", mapping.fields().size());
    }
}
