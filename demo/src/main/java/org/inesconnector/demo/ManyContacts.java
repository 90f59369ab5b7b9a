package org.inesconnector.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.inesconnector.connector.feed.Census;
import org.inesconnector.connector.links.OpenCreation;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.KnownContacts;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.service.SynchronisationService;
import org.inesconnector.connector.sync.Settlement;
import org.inesconnector.ines.InesException;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.ines.InesFaults;
import org.inesconnector.simulator.ines.InesSimulator;
import org.inesconnector.simulator.ines.StoredContact;
import org.inesconnector.simulator.mautic.MauticSimulator;
import org.springframework.context.ApplicationContext;

/** A whole Mautic, synchronised while INES fails; at the end everything is counted. */
final class ManyContacts {

    private static final int CONTACTS_OF_A_COMPANY = 5;
    private static final Duration GLANCE = Duration.ofMillis(250);
    private static final int GLANCES_BETWEEN_LINES = 8;

    private final MauticSimulator mautic;
    private final InesSimulator ines;
    private final ApplicationContext connector;

    ManyContacts(MauticSimulator mautic, InesSimulator ines, ApplicationContext connector) {
        this.mautic = mautic;
        this.ines = ines;
        this.connector = connector;
    }

    /**
     * @param twice contacts and companies that INES has more than once
     * @param missing contacts that are linked, and that INES does not have
     */
    record Result(Census.Count count, Map<RowState, Long> journal, int settled, long twice, long missing) {

        boolean isGood() {
            return count.gap() == 0 && count.ledger().failed() == 0 && twice == 0 && missing == 0;
        }
    }

    Result run(int contacts, int faultRate, Consumer<String> out) {
        mautic.seed(contacts, Math.max(1, contacts / CONTACTS_OF_A_COMPANY));
        disturb(faultRate / 100.0);
        connector.getBean(SynchronisationService.class).start();
        int settled = work(out);
        ines.faults().clear();
        return result(settled);
    }

    private Result result(int settled) {
        var contacts = ines.contacts().stream().map(contact -> contact.value("AutomationRef")).toList();
        var clients = ines.clients().stream().map(client -> client.value("AutomationRef")).toList();
        var count = connector.getBean(Census.class).count();
        return new Result(
                count,
                connector.getBean(Journal.class).counts(),
                settled,
                twice(contacts) + twice(clients),
                count.ledger().linked() - contacts.stream().distinct().count());
    }

    /** Every kind of fault, in equal parts. */
    private void disturb(double rate) {
        var kinds = List.of(
                Fault.status(503),
                InesFaults.soapFault("Erreur interne"),
                InesFaults.sessionDropped(),
                Fault.cut(Fault.When.AFTER_THE_WORK),
                Fault.cut(Fault.When.BEFORE_THE_WORK));
        for (int kind = 0; kind < kinds.size() && rate > 0; kind++) {
            ines.faults().randomly("*", rate / kinds.size(), kind, kinds.get(kind));
        }
    }

    /** Until nothing waits, not even for a person: whoever looks into INES can settle what is uncertain. */
    private int work(Consumer<String> out) {
        int settled = 0;
        for (int glance = 0; !isOver(); glance++) {
            LockSupport.parkNanos(GLANCE.toNanos());
            if (glance % GLANCES_BETWEEN_LINES == 0) {
                out.accept(progress());
            }
            settled += settle();
        }
        return settled;
    }

    private boolean isOver() {
        var count = connector.getBean(Census.class).count();
        return count.notLookedAt() == 0 && count.ledger().waiting() == 0 && count.ledger().uncertain() == 0;
    }

    private String progress() {
        var ledger = connector.getBean(KnownContacts.class).ledger();
        return "  %d | %d | %d | %d".formatted(
                ledger.linked(), ledger.waiting(), ledger.uncertain(), ledger.failed());
    }

    private int settle() {
        var settlement = connector.getBean(Settlement.class);
        return (int) settlement.uncertain().stream().filter(creation -> settle(settlement, creation)).count();
    }

    /** INES fails here too: then it is tried again at the next glance. */
    private boolean settle(Settlement settlement, OpenCreation creation) {
        try {
            return atInes(creation.mauticContactId())
                    .map(contact -> settlement.exists(creation.mauticContactId(), contact.reference()))
                    .orElseGet(() -> settlement.createAgain(creation.mauticContactId()))
                    .isEmpty();
        } catch (InesException _) {
            return false;
        }
    }

    private Optional<StoredContact> atInes(long mauticContactId) {
        return ines.contacts().stream()
                .filter(contact -> contact.value("AutomationRef").equals(Long.toString(mauticContactId)))
                .findFirst();
    }

    private static long twice(List<String> references) {
        return references.stream()
                .collect(Collectors.groupingBy(reference -> reference, TreeMap::new, Collectors.counting()))
                .values()
                .stream()
                .filter(number -> number > 1)
                .count();
    }

}
