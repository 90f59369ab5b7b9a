package org.inesconnector.connector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.KnownContacts;
import org.inesconnector.connector.queue.Ledger;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.Wanted;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The commands, run against a database of their own, with a look inside it. */
final class Commands implements AutoCloseable {

    private static final String[] SETTINGS = {
            "connector.full-synchronisation=true", "ines.calls-per-second=10000", "mapping.stop-sync=stop_sync_ines"
    };

    final Console console = new Console();
    private final BothSides sides;
    private final List<String> settings;
    private @Nullable ConfigurableApplicationContext inside;

    Commands(BothSides sides, String... more) {
        this.sides = sides;
        var all = new ArrayList<>(List.of(SETTINGS));
        all.addAll(List.of(more));
        settings = new ArrayList<>(sides.settings(all.toArray(String[]::new)));
        console.settings(settings);
    }

    ConfigurableApplicationContext start() {
        return Connector.start(settings.toArray(String[]::new));
    }

    /** From now on, on the same database. */
    void set(String setting) {
        if (inside != null) {
            inside.close();
            inside = null;
        }
        settings.add(setting);
        console.settings(settings);
    }

    /** @return the exit code */
    int crmInes(String... arguments) {
        var all = new ArrayList<>(List.of("crm:ines"));
        all.addAll(List.of(arguments));
        return console.run(all.toArray(String[]::new));
    }

    int crmInes(int number) {
        return crmInes("--number-of-leads-to-process=" + number);
    }

    int status() {
        return console.run("status");
    }

    String output() {
        return console.output();
    }

    void queue(long... contacts) {
        for (long contact : contacts) {
            bean(Queue.class).add(Wanted.update(contact, Origin.CHANGE));
        }
    }

    void queueRemoval(long contact) {
        bean(Queue.class).add(Wanted.delete(contact));
    }

    JournalRow lastRow(long contact) {
        return bean(Journal.class).ofContact(contact).getFirst();
    }

    Ledger ledger() {
        return bean(KnownContacts.class).ledger();
    }

    /** The pauses are over: it is looked at once whether things work again. */
    void endPauses() {
        sql("UPDATE pause SET until = since");
    }

    /** What Mautic failed to take is due again. */
    void endWaits() {
        sql("UPDATE contact_link SET references_due_at = NULL");
    }

    void aDayPasses() {
        sql("UPDATE first_synchronisation SET started_at = started_at - INTERVAL '25' HOUR");
    }

    /** Since ids were seen to be missing in the audit log. */
    void theGapLasts() {
        sql("UPDATE audit_log_cursor SET gap_seen_at = gap_seen_at - INTERVAL '1' MINUTE");
    }

    void twoHoursPassSinceACompanyChanged() {
        sql("UPDATE linked_sweep SET begun_at = begun_at - INTERVAL '2' HOUR");
    }

    boolean leftCompaniesWereReadLately() {
        return bean(JdbcClient.class)
                .sql("SELECT count(*) FROM left_company_cursor WHERE since > CURRENT_TIMESTAMP - INTERVAL '5' MINUTE")
                .query(Long.class)
                .single() == 1;
    }

    void aDayPassedSinceLeftCompaniesWereRead() {
        sql("UPDATE left_company_cursor SET since = since - INTERVAL '1' DAY");
    }

    private void sql(String statement) {
        bean(JdbcClient.class).sql(statement).update();
    }

    /** The calls to INES, by operation. */
    Map<String, Integer> callsOf(Runnable work) {
        sides.ines.calls().reset();
        work.run();
        return sides.ines.calls().counts();
    }

    <T> T bean(Class<T> type) {
        if (inside == null) {
            inside = start();
        }
        return inside.getBean(type);
    }

    @Override
    public void close() {
        if (inside != null) {
            inside.close();
        }
    }
}
