package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.inesconnector.connector.feed.Census;
import org.inesconnector.connector.feed.FirstSynchronisation;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.links.OpenCreation;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.Ledger;
import org.inesconnector.connector.queue.Retries;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.queue.SynchronisationRun;
import org.inesconnector.connector.queue.Upkeep;
import org.inesconnector.connector.sync.ReferencesBack;
import org.inesconnector.simulator.ines.StoredClient;
import org.inesconnector.simulator.ines.StoredContact;
import org.inesconnector.simulator.ines.StoredLead;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What must add up for some contacts once everything has come to rest, whatever was done to the connector before. */
final class Accounts {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int MANY = 10_000;

    private final BothSides sides;
    /** Company by contact. */
    private final Map<Long, Long> contacts = new TreeMap<>();

    Accounts(BothSides sides) {
        this.sides = sides;
    }

    /** New contacts in Mautic, of a new company. */
    void open(String company, int number) {
        long id = sides.company(company);
        for (int i = 0; i < number; i++) {
            add(id, company + " " + i);
        }
    }

    /** A new contact in Mautic for each company there is. */
    void openOneMoreEach() {
        Set.copyOf(contacts.values()).forEach(company -> add(company, "Encore"));
    }

    private void add(long company, String lastName) {
        long contact = sides.contact(company, lastName);
        sides.mautic.editContact(contact, Map.of("position", "Directrice"));
        contacts.put(contact, company);
    }

    Collection<Long> contacts() {
        return contacts.keySet();
    }

    /** Does what {@code crm:ines} does, again and again, until nothing waits; a side may fail in between. */
    void workUntilAtRest() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).ignoreExceptions().until(() -> {
            sides.bean(Upkeep.class).giveBackOrphans();
            sides.bean(Upkeep.class).goOnWhereSettled();
            sides.bean(SynchronisationRun.class).run(MANY);
            sides.bean(ReferencesBack.class).writeDue();
            return sides.bean(FirstSynchronisation.class).queueNext() == 0 && isAtRest();
        });
    }

    /** References that Mautic refused in its bad time are due again, without waiting for that. */
    void letAMinutePass() {
        sides.bean(JdbcClient.class)
                .sql("UPDATE contact_link SET references_due_at = :now WHERE references_written = FALSE")
                .param("now", OffsetDateTime.now(ZoneOffset.UTC).minusSeconds(1))
                .update();
    }

    /** Watches another process until nothing waits; likewise. */
    void awaitRest() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).ignoreExceptions().until(this::isAtRest);
    }

    private boolean isAtRest() {
        var states = sides.bean(Journal.class).counts();
        return !states.containsKey(RowState.PENDING)
                && !states.containsKey(RowState.RUNNING)
                && sides.bean(Census.class).count().notLookedAt() == 0
                && sides.bean(Links.class).withReferencesDue(1).isEmpty();
    }

    /** Lets a person settle what is uncertain and try again what failed, until nothing of that is left. */
    void settle(Runnable rest) {
        while (!sides.settlement().uncertain().isEmpty() || sides.bean(Retries.class).all() > 0) {
            sides.settlement().uncertain().forEach(this::settle);
            sides.bean(Upkeep.class).goOnWhereSettled();
            rest.run();
        }
    }

    /** Looks at INES whether the contact is there; what was settled with another of its company is no question any more. */
    private void settle(OpenCreation creation) {
        long contact = creation.mauticContactId();
        if (sides.settlement().uncertain().stream().noneMatch(open -> open.mauticContactId() == contact)) {
            return;
        }
        var problem = sides.atInes(contact).stream()
                .findFirst()
                .map(found -> sides.settlement().exists(contact, found.reference()))
                .orElseGet(() -> sides.settlement().createAgain(contact));
        assertThat(problem).isEmpty();
    }

    /** Nothing lost, nothing twice. */
    void assertAddUp() {
        assertNothingIsTwiceAtInes();
        var soft = new SoftAssertions();
        contacts.forEach((contact, company) -> assertAddsUp(contact, company, soft));
        soft.assertAll();
        assertLedgerAddsUp();
    }

    /** After that nothing is uncertain and nothing has failed. */
    void assertAllAreDone() {
        assertAddUp();
        assertThat(contacts.keySet()).allSatisfy(contact -> assertThat(row(contact).state()).isEqualTo(RowState.DONE));
        assertThat(sides.ines.contacts()).hasSameSizeAs(contacts.keySet());
        assertThat(sides.ines.clients()).hasSameSizeAs(contacts.values().stream().distinct().toList());
    }

    private JournalRow row(long contact) {
        return sides.bean(Journal.class).ofContact(contact).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("Contact " + contact + " was forgotten"));
    }

    private void assertNothingIsTwiceAtInes() {
        assertThat(sides.ines.contacts()).extracting(contact -> contact.value("AutomationRef")).doesNotHaveDuplicates();
        assertThat(sides.ines.clients()).extracting(client -> client.value("AutomationRef")).doesNotHaveDuplicates();
        assertThat(sides.ines.leads()).extracting(StoredLead::contactReference).doesNotHaveDuplicates();
    }

    private void assertAddsUp(long contact, long company, SoftAssertions soft) {
        var row = row(contact);
        soft.assertThat(row.hasEnded()).as("contact %s has ended: %s", contact, row).isTrue();
        soft.assertThat(row.outcome()).as("contact %s has an outcome", contact).isPresent();
        if (row.state() == RowState.DONE) {
            assertLinked(contact, company, soft);
        }
        if (row.state() == RowState.UNCERTAIN) {
            soft.assertThat(row.outcome().orElseThrow().key()).isEqualTo("push.uncertain");
        }
    }

    private void assertLinked(long contact, long company, SoftAssertions soft) {
        var link = sides.bean(Links.class).contact(contact);
        soft.assertThat(sides.atInes(contact)).as("contact %s at INES", contact)
                .extracting(StoredContact::reference)
                .containsExactlyElementsOf(link.map(ContactLink::inesContactRef).stream().toList());
        soft.assertThat(clients(company)).as("client of contact %s", contact)
                .containsExactlyElementsOf(link.map(ContactLink::inesClientRef).stream().toList());
        soft.assertThat(sides.atInes(contact)).extracting(StoredContact::clientReference)
                .isEqualTo(clients(company));
        var mautic = sides.mautic.contact(contact).orElseThrow().values();
        soft.assertThat(mautic.get("id_contact_ines")).as("reference of contact %s in Mautic", contact)
                .isEqualTo(link.map(ContactLink::inesContactRef).map(String::valueOf).orElse("none"));
        soft.assertThat(mautic.get("id_client_ines")).as("client reference of contact %s in Mautic", contact)
                .isEqualTo(link.map(ContactLink::inesClientRef).map(String::valueOf).orElse("none"));
        soft.assertThat(sides.atInes(contact)).extracting(stored -> stored.value("LastName"))
                .containsExactly(mautic.get("lastname"));
    }

    private List<Integer> clients(long company) {
        return sides.ines.clients().stream()
                .filter(client -> client.value("AutomationRef").equals(Long.toString(company)))
                .map(StoredClient::reference)
                .toList();
    }

    private void assertLedgerAddsUp() {
        var count = sides.bean(Census.class).count();
        assertThat(count.gap()).as("gap of %s", count).isZero();
        assertThat(count.eligible()).isEqualTo(contacts.size());
        var rows = contacts.keySet().stream()
                .map(contact -> row(contact).state())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(states(count.ledger())).isEqualTo(rows);
    }

    private static Map<RowState, Long> states(Ledger ledger) {
        var states = Map.of(
                RowState.DONE, ledger.linked(),
                RowState.PENDING, ledger.waiting(),
                RowState.UNCERTAIN, ledger.uncertain(),
                RowState.FAILED, ledger.failed(),
                RowState.SKIPPED, ledger.skipped().values().stream().mapToLong(Long::longValue).sum());
        return Arrays.stream(RowState.values())
                .filter(state -> Optional.ofNullable(states.get(state)).filter(number -> number > 0).isPresent())
                .collect(Collectors.toMap(Function.identity(), states::get));
    }
}
