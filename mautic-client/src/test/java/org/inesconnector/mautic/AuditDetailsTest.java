package org.inesconnector.mautic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.inesconnector.mautic.AuditEntry.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditDetailsTest {

    private static List<Change> changes(String details) {
        AuditDetails read = AuditDetails.read(details);
        assertThat(read.readable()).isTrue();
        return read.changes();
    }

    @Test
    void theSecretOfAWebhookIsNotRead() {
        assertThat(changes("a:1:{s:6:\"secret\";a:2:{i:0;s:3:\"old\";i:1;s:3:\"new\";}}"))
                .containsExactly(new Change("secret", "", ""));
    }

    @Test
    void aFieldNamedTwiceIsOneChange() {
        assertThat(changes("a:2:{s:4:\"city\";a:2:{i:0;s:1:\"A\";i:1;s:1:\"B\";}"
                + "s:6:\"fields\";a:1:{s:4:\"city\";a:2:{i:0;s:1:\"A\";i:1;s:1:\"B\";}}}"))
                .containsExactly(new Change("city", "A", "B"));
    }

    @Test
    void whoDidItIsNoChange() {
        assertThat(changes("a:2:{s:14:\"manipulated_by\";s:3:\"Ada\";s:15:\"manipulator_key\";s:4:\"lead\";}"))
                .isEmpty();
    }

    @Test
    void byWhichWayItWasDoneIsKnown() {
        assertThat(AuditDetails.read("a:1:{s:15:\"manipulator_key\";s:17:\"form:submission:1\";}").manipulator())
                .isEqualTo("form:submission:1");
        assertThat(AuditDetails.read("a:0:{}").manipulator()).isEmpty();
    }

    @Test
    void tagsSayWhatWentAndWhatCame() {
        assertThat(changes("a:1:{s:4:\"tags\";a:2:{s:5:\"added\";a:2:{i:0;s:3:\"vip\";i:1;s:1:\"x\";}"
                + "s:7:\"removed\";a:1:{i:0;s:4:\"ines\";}}}")).containsExactly(new Change("tags", "ines", "vip|x"));
    }

    @Test
    void doNotContactIsNamedByChannelAndReason() {
        assertThat(changes("a:1:{s:18:\"dnc_channel_status\";a:2:{s:5:\"email\";a:1:{s:6:\"reason\";i:2;}"
                + "s:3:\"sms\";a:1:{s:6:\"reason\";i:1;}}}"))
                .containsExactly(new Change("dnc_channel_status", "", "email:2|sms:1"));
    }

    @Test
    void aValueEmptiedIsAChangeToNothing() {
        assertThat(changes("a:1:{s:6:\"fields\";a:1:{s:4:\"city\";a:2:{i:0;s:1:\"A\";i:1;N;}}}"))
                .containsExactly(new Change("city", "A", ""));
    }

    @Test
    void aFieldWhoseValuesHaveAnUnknownFormIsNamedAllTheSame() {
        assertThat(changes("a:1:{s:6:\"fields\";a:1:{s:4:\"city\";a:1:{s:1:\"x\";s:1:\"B\";}}}"))
                .containsExactly(new Change("city", "", "B"));
    }

    @Test
    void severalValuesOfOneFieldAreJoined() {
        assertThat(changes("a:1:{s:6:\"fields\";a:1:{s:1:\"m\";a:2:{i:0;N;i:1;a:2:{i:0;s:1:\"a\";i:1;s:1:\"b\";}}}}"))
                .containsExactly(new Change("m", "", "a|b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"N;", "i:5;", "s:1:\"x\";", "{\"city\":[\"A\",\"B\"]}"})
    void whatIsNoMapIsNotReadable(String details) {
        assertThat(AuditDetails.read(details)).returns(false, AuditDetails::readable).returns(List.of(),
                AuditDetails::changes);
    }

    @Test
    void theWinnerOfAMergeMayBeANumberOrText() {
        assertThat(AuditDetails.read("a:1:{s:11:\"merged_into\";s:3:\"203\";}").mergedInto()).hasValue(203);
        assertThat(AuditDetails.read("a:1:{s:11:\"merged_into\";s:3:\"abc\";}").mergedInto()).isEmpty();
    }

    @Test
    void aRowThatCannotBeReadIsStillARow() {
        try (FakeMautic mautic = FakeMautic.replying("""
                {"total":"2","stats":[
                 {"id":"8","bundle":"lead","object":"lead","object_id":"3","action":"update","details":"a:1:{broken",
                  "user_name":null,"date_added":"2026-11-23 12:50:43"},
                 {"id":9,"object_id":3,"details":null,"date_added":"not a date"}]}""");
                MauticClient client = mautic.client()) {
            assertThat(client.auditLog(0, 10)).hasSize(2).noneMatch(AuditEntry::readable).first()
                    .returns(3L, AuditEntry::objectId).returns("", AuditEntry::user);
        }
    }
}
