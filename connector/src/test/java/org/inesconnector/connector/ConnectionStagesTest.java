package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.inesconnector.connector.connection.ConnectionDraft;
import org.inesconnector.connector.connection.ConnectionReport;
import org.inesconnector.connector.connection.ConnectionTest;
import org.inesconnector.connector.connection.GoodConnection;
import org.inesconnector.connector.connection.InesConnectionSettings;
import org.inesconnector.connector.connection.MauticConnectionSettings;
import org.inesconnector.connector.connection.Question;
import org.inesconnector.connector.connection.Stage;
import org.inesconnector.connector.messages.FieldProblem;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.settings.StoredSettings;
import org.inesconnector.simulator.http.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed on the connection's page, tested before it is saved. */
class ConnectionStagesTest {

    @AutoClose
    private static final BothSides SIDES = new BothSides();

    @BeforeAll
    static void connect() {
        SIDES.connect();
    }

    @AfterEach
    void allIsWell() {
        SIDES.ines.faults().clear();
        SIDES.mautic.faults().clear();
    }

    private static ConnectionDraft saved() {
        return ConnectionDraft.of(
                SIDES.bean(InesConnectionSettings.class), SIDES.bean(MauticConnectionSettings.class));
    }

    private static ConnectionDraft typed(Map<String, String> typed) {
        return saved().with(typed, false);
    }

    private static ConnectionReport test(Map<String, String> typed) {
        return SIDES.bean(ConnectionTest.class).of(typed(typed));
    }

    private static Stage stage(ConnectionReport report, Question question) {
        return Stream.concat(report.ines().stream(), report.mautic().stream())
                .filter(stage -> stage.question() == question)
                .findFirst()
                .orElseThrow();
    }

    private static List<Question> notTried(List<Stage> stages) {
        return stages.stream().filter(stage -> !stage.tried()).map(Stage::question).toList();
    }

    @Test
    void aGoodConnectionPassesEveryStageWithTheSavedSecrets() {
        var report = test(Map.of("ines.password", "", "mautic.password", ""));
        assertThat(report.isGood()).isTrue();
        assertThat(Stream.concat(report.ines().stream(), report.mautic().stream()).map(Stage::question))
                .containsExactly(Question.values());
    }

    @Test
    void aWrongPasswordIsToldWhereItIsUsedAndWhatComesAfterIsNotTried() {
        var report = test(Map.of("ines.password", "wrong"));
        assertThat(report.isGood()).isFalse();
        assertThat(stage(report, Question.INES_CONTRACT).isGood()).isTrue();
        var signIn = stage(report, Question.INES_SIGN_IN).told().getFirst();
        assertThat(signIn.isBad()).isTrue();
        assertThat(Messages.in(Locale.FRENCH).text(signIn.advice().orElseThrow())).contains("Compte, Utilisateur");
        assertThat(notTried(report.ines())).containsExactly(Question.INES_LISTS);
        assertThat(report.mautic()).allMatch(Stage::isGood);
    }

    @Test
    void anInesThatNobodyReachesIsToldAtItsFirstStage() {
        var report = test(Map.of("ines.url", "http://127.0.0.1:1", "ines.password", "x"));
        assertThat(stage(report, Question.INES_REACHABLE).isGood()).isFalse();
        assertThat(notTried(report.ines())).hasSize(3);
    }

    @Test
    void anAddressToWhichPasswordsGoUnencryptedIsWarnedOfUnlessItIsThisMachine() {
        var report = test(Map.of(
                "ines.url", "http://ines.invalid", "ines.password", "x", "mautic.url", "http://mautic.invalid",
                "mautic.password", "x"));
        assertThat(stage(report, Question.INES_REACHABLE).hasNotice()).isTrue();
        assertThat(stage(report, Question.MAUTIC_REACHABLE).hasNotice()).isTrue();
        report = test(Map.of("ines.url", "http://127.0.0.1:1", "ines.password", "x"));
        assertThat(stage(report, Question.INES_REACHABLE).hasNotice()).isFalse();
        assertThat(stage(report, Question.MAUTIC_REACHABLE).hasNotice()).isFalse();
    }

    @Test
    void aPageThatIsNotMauticIsToldAtItsFirstStage() {
        var report = test(Map.of("mautic.url", SIDES.ines.url().toString(), "mautic.password", "x"));
        assertThat(stage(report, Question.MAUTIC_REACHABLE).isGood()).isFalse();
        assertThat(notTried(report.mautic())).hasSize(3);
    }

    @Test
    void whoMauticRefusesReachesItAndLacksTheRights() {
        var report = test(Map.of("mautic.password", "wrong"));
        assertThat(stage(report, Question.MAUTIC_REACHABLE).isGood()).isTrue();
        assertThat(stage(report, Question.MAUTIC_RIGHTS).isGood()).isFalse();
        assertThat(stage(report, Question.MAUTIC_RIGHTS).told()).last()
                .extracting(step -> step.advice().orElseThrow().key())
                .isEqualTo("connection.mautic-refuses.advice");
        assertThat(notTried(report.mautic())).containsExactly(Question.MAUTIC_VERSION, Question.MAUTIC_FIELDS);
    }

    @Test
    void listsThatCannotBeReadAreTold() {
        SIDES.ines.faults().always("GetOriginList", Fault.status(500));
        var report = test(Map.of());
        assertThat(stage(report, Question.INES_SIGN_IN).isGood()).isTrue();
        assertThat(stage(report, Question.INES_LISTS).isGood()).isFalse();
    }

    @Test
    void aSecretIsNotSentToAnotherAddressThanItWasGivenFor() {
        assertThat(typed(Map.of("ines.url", "https://elsewhere.example")).problems())
                .extracting(FieldProblem::field, problem -> problem.message().key())
                .containsExactly(tuple("ines.password", "connection.secret-again"));
        assertThat(typed(Map.of("ines.url", SIDES.ines.url() + "/")).problems()).isEmpty();
    }

    @Test
    void aSecretThatWasGivenBeforeAnyAddressIsForTheFirstOne() {
        try (var sides = new BothSides()) {
            sides.connect("mautic.url=");
            var draft = ConnectionDraft.of(
                    sides.bean(InesConnectionSettings.class), sides.bean(MauticConnectionSettings.class));
            assertThat(draft.with(Map.of("mautic.url", "https://mautic.example"), false).problems()).isEmpty();
        }
    }

    @Test
    void whatIsMissingOrNoAddressIsToldAtItsField() {
        var problems = saved().with(
                Map.of("ines.account", " ", "mautic.url", "not an address", "mautic.client-id", ""), true).problems();
        assertThat(problems).extracting(FieldProblem::field).containsExactly(
                "ines.account", "mautic.url", "mautic.client-id", "mautic.client-secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "file:///etc/passwd", "file:/etc/passwd", "jar:file:/lib.jar!/x", "ftp://ines.example",
            "ldap://ines.example",
            "gopher://ines.example:70/", "javascript:alert(1)", "//ines.example", "https:///x", "https:ines.example"
    })
    void whatIsNoWebAddressIsRefusedOnBothSides(String address) {
        assertThat(saved().with(Map.of("ines.url", address, "mautic.url", address), false).problems())
                .filteredOn(problem -> problem.message().key().equals("setting.no-address"))
                .extracting(FieldProblem::field)
                .containsExactly("ines.url", "mautic.url");
    }

    @Test
    void whatIsSavedKeepsASecretThatWasLeftEmptyAndForgetsTheOtherWayToSignIn() {
        var changes = typed(Map.of("ines.account", " acme ", "ines.password", "")).changes();
        assertThat(changes)
                .containsEntry("ines.account", Optional.of("acme"))
                .containsEntry("mautic.client-secret", Optional.empty())
                .containsEntry("mautic.client-id", Optional.empty())
                .doesNotContainKeys("ines.password", "mautic.password");
        var byClient = saved().with(Map.of("mautic.client-id", "id", "mautic.client-secret", "s3"), true).changes();
        assertThat(byClient)
                .containsEntry("mautic.client-secret", Optional.of("s3"))
                .containsEntry("mautic.username", Optional.empty())
                .containsEntry("mautic.password", Optional.empty());
    }

    @Test
    void noSecretIsShown() {
        assertThat(saved().shown("ines.password")).isEmpty();
        assertThat(saved().hasSecret("ines.password")).isTrue();
        assertThat(typed(Map.of("ines.password", "typed")).shown("ines.password")).isEmpty();
    }

    @Test
    void aGoodConnectionIsRememberedUntilItsSettingsAreOthers() {
        try (var sides = new BothSides("connector.database.url=jdbc:h2:mem:tested;MODE=PostgreSQL;DB_CLOSE_DELAY=-1")) {
            sides.connect();
            assertThat(sides.bean(GoodConnection.class).since()).isEmpty();
            var draft = ConnectionDraft.of(
                    sides.bean(InesConnectionSettings.class), sides.bean(MauticConnectionSettings.class));
            var changes = new HashMap<>(draft.changes());
            changes.putAll(
                    sides.bean(GoodConnection.class).remembered(draft, sides.bean(ConnectionTest.class).of(draft)));
            sides.bean(StoredSettings.class).change(changes, "ada");
            sides.connect();
            assertThat(sides.bean(GoodConnection.class).since()).isPresent();
            sides.connect("ines.account=another");
            assertThat(sides.bean(GoodConnection.class).since()).isEmpty();
        }
    }
}
