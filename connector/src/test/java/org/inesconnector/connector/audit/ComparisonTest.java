package org.inesconnector.connector.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.sync.Plan;
import org.inesconnector.connector.sync.PlanDescription;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.PushResult.Blame;
import org.inesconnector.connector.sync.SkipReason;
import org.inesconnector.ines.Client;
import org.inesconnector.ines.Contact;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Drift.Contact ZOE = new Drift.Contact(
            7, Optional.of("zoe@dupont.example"), OptionalInt.of(500_001), OptionalInt.of(1_001),
            OptionalLong.empty());

    private static final Plan.Details NO_DETAILS = new Plan.Details(
            List.of(), List.of(), Optional.empty(), Optional.empty());

    private static final PlanDescription DESCRIPTION = new PlanDescription(
            Message.of("plan.nothing"),
            List.of("UpdateContact"),
            List.of(field(Concept.CONTACT, "City", "Lyon", "Annecy"),
                    left("LastName", "Lefèvre", "field.changed-at-ines"),
                    field(Concept.CLIENT, "Phone", null, "04")),
            Optional.empty(),
            Optional.empty());

    private static PlanDescription.Field field(
            Concept concept, String key, @Nullable String before, String write) {
        return new PlanDescription.Field(
                concept, key, Message.of("plain", key), Optional.of("field"), Optional.of(write),
                Optional.ofNullable(before), Optional.of(write), Message.of("field.changed"));
    }

    private static PlanDescription.Field left(String key, String before, String why) {
        return new PlanDescription.Field(
                Concept.CONTACT, key, Message.of("plain", key), Optional.of("field"), Optional.of("Martin"),
                Optional.of(before), Optional.empty(), Message.of(why));
    }

    private static List<Drift.Kind> kind(Plan plan) {
        return Comparison.of(ZOE, plan, DESCRIPTION, Optional.empty()).stream().map(Finding::kind).toList();
    }

    private static Optional<Drift.Kind> kind(PushResult prevented) {
        return Comparison.of(ZOE, prevented).map(Finding::kind);
    }

    @Test
    void onlyFieldsThatWouldBeWrittenDiffer() {
        var plan = new Plan.Update(500_001, 1_001, Optional.of(Contact.blank()), Optional.empty(), NO_DETAILS);
        var findings = Comparison.of(ZOE, plan, DESCRIPTION, Optional.empty());
        assertThat(findings).hasSize(1);
        var drift = findings.getFirst().with(Drift.Remedy.REPAIRABLE);
        assertThat(drift.kind()).isEqualTo(Drift.Kind.FIELDS);
        assertThat(drift.differences()).extracting(Drift.Difference::ines, Drift.Difference::mautic)
                .containsExactly(tuple(Optional.of("Lyon"), Optional.of("Annecy")),
                        tuple(Optional.empty(), Optional.of("04")));
    }

    @Test
    void whatWasNeverAgreedOnIsToldBesideWhatWouldBeWritten() {
        var description = new PlanDescription(
                Message.of("plan.nothing"),
                List.of(),
                List.of(field(Concept.CONTACT, "City", null, "Annecy"),
                        left("LastName", "Durand", "field.not-agreed")),
                Optional.empty(),
                Optional.empty());
        var plan = new Plan.Update(500_001, 1_001, Optional.of(Contact.blank()), Optional.empty(), NO_DETAILS);
        assertThat(Comparison.of(ZOE, plan, description, Optional.empty())).extracting(Finding::kind)
                .containsExactly(Drift.Kind.FIELDS, Drift.Kind.NEVER_AGREED);
        assertThat(Comparison.of(ZOE, new Plan.Nothing(500_001, 1_001, NO_DETAILS), description, Optional.empty()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.with(Drift.Remedy.BY_A_PERSON).differences())
                        .extracting(Drift.Difference::ines, Drift.Difference::mautic)
                        .containsExactly(tuple(Optional.of("Durand"), Optional.of("Martin"))));
    }

    @Test
    void whatNoPushCarriesOutIsLeftToAPersonWithTheReason() {
        var plan = new Plan.Update(500_001, 1_001, Optional.of(Contact.blank()), Optional.empty(), NO_DETAILS);
        var why = Message.of("skip.would-blank", "Language");
        assertThat(Comparison.of(ZOE, plan, DESCRIPTION, Optional.of(why))).singleElement().satisfies(finding -> {
            assertThat(finding).isInstanceOf(Finding.Doubtful.class);
            assertThat(finding.with(Drift.Remedy.BY_A_PERSON)).returns(Drift.Kind.FIELDS, Drift::kind)
                    .returns(why, Drift::why);
        });
    }

    @Test
    void whereNothingWouldBeWrittenThereIsNoDrift() {
        assertThat(kind(new Plan.Nothing(500_001, 1_001, NO_DETAILS))).isEmpty();
    }

    @Test
    void whatAPushWouldCreateAgainIsGone() {
        var why = Message.of("plan.contact-gone", 500_001);
        assertThat(kind(new Plan.AddContact(1_001, Contact.blank(), Optional.empty(), why, NO_DETAILS)))
                .contains(Drift.Kind.GONE_AT_INES);
        assertThat(kind(new Plan.CreateClientAndContact(Client.blank(), Contact.blank(), why, NO_DETAILS)))
                .contains(Drift.Kind.GONE_AT_INES);
        assertThat(kind(new Plan.CreateClientAndMove(
                Client.blank(), Contact.blank(), Message.of("plan.client-gone"), NO_DETAILS)))
                .contains(Drift.Kind.GONE_AT_INES);
    }

    @Test
    void aContactThatIsToMoveToACompanyThatInesNeverHadIsNotGone() {
        assertThat(kind(new Plan.CreateClientAndMove(
                Client.blank(), Contact.blank(), Message.of("plan.contact-changed-company"), NO_DETAILS)))
                .contains(Drift.Kind.FIELDS);
    }

    @Test
    void whatKeepsAPushFromAPlanIsDriftOnlyWhereInesDoesNotHaveTheRecord() {
        var why = Message.of("plain", "x");
        assertThat(kind(new PushResult.Skipped(SkipReason.STOP_SYNC))).isEmpty();
        assertThat(kind(new PushResult.Skipped(SkipReason.SAME_ADDRESS))).contains(Drift.Kind.QUESTION);
        assertThat(kind(new PushResult.Busy())).isEmpty();
        assertThat(kind(new PushResult.Conflict(why))).contains(Drift.Kind.QUESTION);
        assertThat(kind(new PushResult.Uncertain(7, why))).contains(Drift.Kind.QUESTION);
        assertThat(kind(new PushResult.Failed(why, Blame.CONTACT))).contains(Drift.Kind.GONE_AT_INES);
        assertThat(kind(new PushResult.Failed(why, Blame.QUESTION))).contains(Drift.Kind.QUESTION);
    }
}
