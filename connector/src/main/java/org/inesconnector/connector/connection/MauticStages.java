package org.inesconnector.connector.connection;

import java.util.List;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticException;

/** Tests Mautic with settings that need not be saved. */
record MauticStages(MauticConnectionSettings settings) {

    /** The oldest that the connector was tried with. */
    private static final int OLDEST = 5;

    List<Stage> run() {
        return Stages.run(Question.ofMautic(), this::test);
    }

    private void test(Stages stages) {
        var complete = ConnectionSettingsCheck.mautic(settings);
        InClear.to(complete.url()).ifPresent(stages::tell);
        try (var mautic = MauticClient.create(complete)) {
            var version = version(mautic, complete.url().toString(), stages);
            stages.ask(Question.MAUTIC_VERSION);
            stages.tell(version(version));
            stages.ask(Question.MAUTIC_RIGHTS);
            stages.tell(contacts(mautic));
            stages.tell(ConnectionTest.auditLog(mautic));
            stages.ask(Question.MAUTIC_FIELDS);
            stages.tell(TestStep.good(
                    "test.mautic.fields", mautic.contactFields().size(), mautic.companyFields().size()));
        }
    }

    /** Where Mautic refuses, it is reachable: what is wrong are the rights. */
    private static String version(MauticClient mautic, String url, Stages stages) {
        try {
            var version = mautic.version();
            stages.tell(TestStep.good("connection.mautic-answers", url));
            return version;
        } catch (MauticException.Unauthorized | MauticException.Forbidden e) {
            stages.tell(TestStep.good("connection.mautic-answers", url));
            stages.ask(Question.MAUTIC_RIGHTS);
            throw e;
        }
    }

    private static TestStep version(String version) {
        var said = Message.of("connection.version", version);
        return major(version) < OLDEST
                ? TestStep.notice(said, Question.MAUTIC_VERSION.advice())
                : TestStep.good(said.key(), version);
    }

    private static int major(String version) {
        var digits = version.replaceFirst("\\D.*", "");
        return digits.isEmpty() || digits.length() > 4 ? OLDEST : Integer.parseInt(digits);
    }

    private static TestStep contacts(MauticClient mautic) {
        return TestStep.good("connection.contacts", mautic.countContactsAfter(0, List.of()));
    }
}
