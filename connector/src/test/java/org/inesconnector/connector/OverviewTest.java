package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.queue.Figures;
import org.inesconnector.connector.queue.Pause;
import org.inesconnector.connector.queue.QuestionCounts;
import org.inesconnector.connector.queue.Side;
import org.inesconnector.connector.service.Overview;
import org.inesconnector.connector.sync.ContactPreview;
import org.inesconnector.connector.sync.ContactPreview.Answer;
import org.inesconnector.connector.sync.PlanDescription;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.FaultRule;
import org.inesconnector.simulator.ines.InesFaults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the home page and the preview show. */
class OverviewTest {

    private final BothSides sides = new BothSides();

    @AfterEach
    void close() {
        sides.close();
    }

    private Overview.State now() {
        return sides.bean(Overview.class).now();
    }

    private long contact() {
        return sides.contact(sides.company("Ateliers"), "Lefèvre");
    }

    @Test
    void beforeAnythingIsSetUpThereIsNothingToTell() {
        sides.connect("ines.account=", "mautic.password=", "connector.published=false");
        assertThat(now().published()).isFalse();
        assertThat(now().contacts().known()).isZero();
        assertThat(now().pauses()).isEmpty();
        assertThat(now().toDo().isNothing()).isTrue();
        assertThat(sides.bean(ContactPreview.class).of("7")).isInstanceOfSatisfying(Answer.Unusable.class,
                unusable -> assertThat(unusable.why()).isNotEmpty());
    }

    @Test
    void whatWasDoneAndWhatNeedsAPersonIsCounted() {
        sides.connect();
        sides.pushed(contact());
        sides.ines.faults().always("AddClientWithContacts", Fault.status(503));
        sides.push(contact());
        var state = now();
        assertThat(state.contacts().linked()).isOne();
        assertThat(state.toDo()).returns(new QuestionCounts(1, 0, 0, 0, 0, 0, 0), Overview.ToDo::questions)
                .returns(0L, Overview.ToDo::failed)
                .returns(false, Overview.ToDo::isNothing);
        assertThat(state.figures().days().getLast()).returns(1L, Figures.Day::done);
        assertThat(state.figures().lastHour()).isOne();
    }

    @Test
    void whatIsInTheWayIsTold() {
        sides.connect();
        long zoe = contact();
        sides.pushed(zoe);
        sides.ines.faults().always(FaultRule.ANY, Fault.status(503));
        sides.push(zoe);
        assertThat(now().pauses()).extracting(Pause::side).containsExactly(Side.INES);
        assertThat(now().figures().waiting()).isOne();
    }

    @Test
    void aContactIsPreviewedByIdAndByAddressWithEveryMappedFieldAndNothingIsSent() {
        sides.connect("mapping.contact.Function=position", "mapping.contact.Rang=title");
        long zoe = contact();
        sides.pushed(zoe);
        sides.mautic.editContact(zoe, Map.of("city", "Lyon", "title", "2"));
        sides.ines.calls().reset();
        var email = sides.mautic.contact(zoe).orElseThrow().values().get("email");
        var planned = (Answer.Planned) sides.bean(ContactPreview.class).of(" " + email + " ");
        assertThat(planned.contact().id()).isEqualTo(zoe);
        assertThat(planned.plan().fields())
                .extracting(PlanDescription.Field::key)
                .contains("PrimaryMailAddress", "LastName", "City", "CompanyName", "Function", "Scoring");
        assertThat(field(planned, "City"))
                .returns(Concept.CONTACT, PlanDescription.Field::concept)
                .returns(Optional.of("Lyon"), PlanDescription.Field::mauticValue)
                .returns(Optional.of("Annecy"), PlanDescription.Field::before)
                .returns(Optional.of("Lyon"), PlanDescription.Field::write);
        assertThat(field(planned, "LastName"))
                .returns(Optional.of("Lefèvre"), PlanDescription.Field::before)
                .returns(false, PlanDescription.Field::isWrite)
                .extracting(field -> field.why().key()).isEqualTo("field.same");
        assertThat(field(planned, "Function").why().key()).isEqualTo("field.nothing-on-both-sides");
        assertThat(field(planned, "Rang").write()).contains("2 (archivé)");
        assertThat(planned.reads()).isEqualTo(sides.ines.calls().count("GetContact")
                + sides.ines.calls().count("GetClient"));
        assertThat(sides.writes()).isZero();
        assertThat(sides.bean(ContactPreview.class).of(Long.toString(zoe))).isEqualTo(planned);
    }

    private static PlanDescription.Field field(Answer.Planned planned, String key) {
        return planned.plan().fields().stream().filter(field -> field.key().equals(key)).findFirst().orElseThrow();
    }

    @Test
    void whoIsNobodyOrSeveralOrCannotBeSentIsSaid() {
        sides.connect();
        var preview = sides.bean(ContactPreview.class);
        assertThat(preview.of("999999")).isInstanceOf(Answer.Nobody.class);
        assertThat(preview.of("nobody@dupont.example")).isInstanceOf(Answer.Nobody.class);
        long alone = sides.mautic.createContact(Map.of("email", "two@dupont.example"));
        assertThat(preview.of("two@dupont.example")).isInstanceOfSatisfying(Answer.Prevented.class, prevented -> {
            assertThat(prevented.contact().id()).isEqualTo(alone);
            assertThat(prevented.why().key()).isEqualTo("push.skipped");
        });
        long other = sides.mautic.createContact(Map.of("email", "two@dupont.example"));
        assertThat(preview.of("two@dupont.example")).isInstanceOfSatisfying(Answer.Several.class,
                several -> assertThat(several.contacts()).extracting(contact -> contact.id())
                        .isEqualTo(List.of(alone, other)));
    }

    @Test
    void aSideThatIsAwayIsSaid() {
        sides.connect();
        long zoe = contact();
        sides.pushed(zoe);
        sides.ines.faults().always("GetContact", Fault.status(503));
        assertThat(sides.bean(ContactPreview.class).of(Long.toString(zoe)))
                .isInstanceOfSatisfying(Answer.Unusable.class, unusable -> assertThat(unusable.why())
                        .extracting(message -> message.key()).containsExactly("ines.unavailable"));
        sides.ines.faults().clear();
        sides.ines.faults().always("GetContact", InesFaults.soapFault("Erreur interne"));
        assertThat(sides.bean(ContactPreview.class).of(Long.toString(zoe))).isInstanceOf(Answer.Prevented.class);
    }
}
