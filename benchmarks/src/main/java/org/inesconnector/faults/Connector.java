package org.inesconnector.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.inesconnector.processes.ConnectorNode.Said;
import org.inesconnector.processes.Installation;
import org.inesconnector.processes.Wrong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The connector as those see it who operate it: its REST API, and its commands. */
final class Connector implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern CREATION = Pattern.compile("^Contact ([\\d,.]+), since", Pattern.MULTILINE);
    private static final Pattern TWO_CONTACTS = Pattern.compile(
            "^Mautic merged contact ([\\d,.]+) into .*: INES contacts ([\\d,.]+) and ", Pattern.MULTILINE);
    private static final Pattern ONE_OF_TWO = Pattern.compile(
            "^Mautic merged contact ([\\d,.]+) into .*One of the two was INES contact ", Pattern.MULTILINE);
    /** A reference that says that none of the two is left. */
    private static final int NEITHER = 0;
    /** One that INES refuses is told likewise, with other words after its description, and nobody is asked about it. */
    private static final Pattern LEAD = Pattern.compile(
            "^Lead ([\\d,.]+) of contact ([\\d,.]+)(?: \\(.*\\))?, since [^,]+, “[^”]*”: ", Pattern.MULTILINE);
    /** Why it is asked. */
    private static final String UNANSWERED = "did not answer within";
    private static final String DIED = "the process ended before";
    private static final int NOTHING_UNCERTAIN = 0;
    private static final int SOMETHING_UNCERTAIN = 3;
    /** More than there ever are here. */
    private static final String ALL = "100000";
    private static final int CANNOT_BE_USED_NOW = 4;

    private final Installation installation;
    private final Supplier<URI> url;
    private final String token;
    private final Duration furthest;
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * @param url of a process that runs
     * @param furthest nothing is to wait longer
     */
    Connector(Installation installation, Supplier<URI> url, Duration furthest) {
        this.installation = installation;
        this.url = url;
        this.furthest = furthest;
        token = installation.token();
    }

    /** For the API. */
    String token() {
        return token;
    }

    /**
     * @param creations by contact
     * @param leads by their id, with their contact
     * @param people INES's contact that is to be kept, by the one that was merged away: the one that is linked, if one is
     * @param unanswered how many of them are asked because INES did not answer in time
     * @param died how many because a process died
     */
    record Questions(List<Long> creations, Map<Long, Long> leads, Map<Long, Integer> people, int unanswered,
            int died) {

        static final Questions NONE = new Questions(List.of(), Map.of(), Map.of(), 0, 0);

        boolean isEmpty() {
            return creations.isEmpty() && leads.isEmpty() && people.isEmpty();
        }

        /** About creations and leads. */
        int number() {
            return creations.size() + leads.size();
        }

        /** As {@code settle} lists them, in English. */
        static Questions of(String words) {
            var creations = CREATION.matcher(words).results().map(found -> id(found.group(1))).toList();
            var leads = new TreeMap<Long, Long>();
            LEAD.matcher(words).results().forEach(found -> leads.put(id(found.group(1)), id(found.group(2))));
            var people = new TreeMap<Long, Integer>();
            TWO_CONTACTS.matcher(words).results()
                    .forEach(found -> people.put(id(found.group(1)), (int) id(found.group(2))));
            ONE_OF_TWO.matcher(words).results().forEach(found -> people.put(id(found.group(1)), NEITHER));
            return new Questions(creations, leads, people, lines(words, UNANSWERED), lines(words, DIED));
        }

        private static int lines(String words, String part) {
            return (int) words.lines().filter(line -> line.contains(part)).count();
        }

        private static long id(String written) {
            return Long.parseLong(written.replaceAll("\\D", ""));
        }
    }

    /** To start a command for no answer would take long. */
    Questions questions() {
        var status = status();
        if (status.path("uncertainCreations").asInt() + status.path("uncertainLeads").asInt()
                + status.path("twoContactsOfOnePerson").asInt() == 0) {
            return Questions.NONE;
        }
        var said = installation.ask("settle");
        if (said.exitCode() != NOTHING_UNCERTAIN && said.exitCode() != SOMETHING_UNCERTAIN) {
            throw new Wrong("The connector does not say what is uncertain: " + said);
        }
        return Questions.of(said.words());
    }

    /** @return whether it was taken, and what was said */
    Answered answer(String... arguments) {
        var command = new ArrayList<>(List.of("settle"));
        command.addAll(List.of(arguments));
        var said = installation.ask(command.toArray(String[]::new));
        return new Answered(said.exitCode() == 0, said.exitCode() == CANNOT_BE_USED_NOW, said.words().strip());
    }

    /** @param later whether INES or the database could not be used just then: it is asked again */
    record Answered(boolean taken, boolean later, String words) {}

    void retryFailed() {
        installation.ask("retry", "--all");
    }

    /** How the connector's own comparison of both sides ends, over all contacts. */
    Said audit() {
        return installation.ask("audit", "--sample", ALL);
    }

    /** How it ends to look where each contact stands. */
    Said whereAllStand() {
        return installation.ask("status");
    }

    Told told() {
        var states = new HashMap<Long, String>();
        var waitsFor = new HashMap<Long, Long>();
        for (var row : newestRows()) {
            states.put(row.contact(), row.state());
            if (row.waitsFor() != 0) {
                waitsFor.put(row.contact(), row.waitsFor());
            }
        }
        var questions = questions();
        var asked = new HashSet<>(questions.creations());
        asked.addAll(questions.leads().values());
        var status = status();
        var others = new Told.OtherQuestions(questions.people().keySet(), status.path("goneCompanies").asLong(),
                status.path("sameAddress").asLong(), status.path("goneInMautic").asLong());
        return new Told(states, waitsFor, asked, others, leads(), owed(), count(), tooLate());
    }

    /** As the connector looks for them, with whatever comes next of their contact. */
    private Set<Long> owed() {
        var owed = new HashSet<Long>();
        rows("""
                SELECT mautic_contact_id FROM synchronisation ended
                WHERE owes_lead AND origin IN ('FORM', 'CAMPAIGN', 'POINTS', 'SEGMENT', 'TAG', 'BY_HAND')
                  AND NOT EXISTS (SELECT 1 FROM synchronisation newer
                                  WHERE newer.mautic_contact_id = ended.mautic_contact_id AND newer.id > ended.id
                                    AND newer.action = 'UPDATE')
                  AND NOT EXISTS (SELECT 1 FROM lead WHERE lead.request = ended.request)""",
                row -> owed.add(row.getLong(1)));
        return owed;
    }

    /** Rows of the journal that failed, also where a newer one went well: the last one of each contact, in words. */
    Map<Long, String> failedRows() {
        var failed = new TreeMap<Long, String>();
        rows("SELECT mautic_contact_id, id, origin, action, outcome FROM synchronisation WHERE state = 'FAILED' ORDER BY id",
                row -> failed.put(row.getLong(1), "row %d, %s %s: %s".formatted(row.getLong(2), row.getString(3),
                        row.getString(4), row.getString(5))));
        return failed;
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void rows(String query, RowReader reader) {
        try (var connection = installation.database().open();
                var statement = connection.prepareStatement(query);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                reader.read(rows);
            }
        } catch (SQLException e) {
            throw new NoAnswer(e.toString());
        }
    }

    private Map<Long, Told.Leads> leads() {
        var leads = new HashMap<Long, Told.Leads>();
        rows("""
                SELECT mautic_contact_id, count(CASE WHEN state = 'WRITTEN' THEN 1 END), count(*) FROM lead
                GROUP BY mautic_contact_id""",
                row -> leads.put(row.getLong(1), new Told.Leads(row.getLong(2), row.getLong(3) - row.getLong(2))));
        return leads;
    }

    /** Of all that waits for a moment, what waits longer than anything is to. */
    private List<String> tooLate() {
        var tooLate = new ArrayList<String>();
        try (var connection = installation.database().open();
                var statement = connection.prepareStatement("""
                        SELECT 'lead ' || id, due_at FROM lead WHERE state = 'PENDING' AND due_at > ?
                        UNION ALL
                        SELECT 'the references of contact ' || mautic_contact_id, references_due_at FROM contact_link
                        WHERE references_written = FALSE AND references_due_at > ?
                        UNION ALL
                        SELECT 'contact ' || mautic_contact_id, due_at FROM synchronisation
                        WHERE state = 'PENDING' AND due_at > ?
                        UNION ALL
                        SELECT 'contact ' || mautic_contact_id, not_before FROM synchronisation
                        WHERE state = 'PENDING' AND not_before > ?
                        UNION ALL
                        SELECT 'a push by address', due_at FROM push_by_email WHERE due_at > ?
                        UNION ALL
                        SELECT 'the pause of ' || side, until FROM pause WHERE until > ?""")) {
            var latest = now().plus(furthest);
            for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
                statement.setObject(i, latest);
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    tooLate.add("Not before " + rows.getObject(2, OffsetDateTime.class) + " is it the turn of "
                            + rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new NoAnswer(e.toString());
        }
        return tooLate;
    }

    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC);
    }

    /**
     * Leads and creations that a process is making, or one that died so lately that nobody says what became of them, and what
     * webhooks told and nobody has come to yet.
     */
    long underWay() {
        try (var connection = installation.database().open();
                var statement = connection.prepareStatement("""
                        SELECT (SELECT count(*) FROM lead WHERE state = 'SENDING')
                             + (SELECT count(*) FROM creation WHERE state = 'STARTED' AND lease_until > ?)
                             + (SELECT count(*) FROM wake_up)""")) {
            statement.setObject(1, now());
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new NoAnswer(e.toString());
        }
    }

    private record Row(long contact, String state, long waitsFor) {}

    /**
     * Of each contact the row that is open, else the one that was tried last, of the whole journal, which has more of them than
     * its pages show at once.
     */
    private Collection<Row> newestRows() {
        var newest = new LinkedHashMap<Long, Row>();
        rows("""
                SELECT mautic_contact_id, state, uncertain_contact FROM synchronisation
                ORDER BY (state IN ('DONE', 'FAILED', 'SKIPPED')), attempted_at DESC NULLS LAST, id DESC""",
                row -> newest.putIfAbsent(row.getLong(1),
                        new Row(row.getLong(1), row.getString(2), row.getLong(3))));
        return newest.values();
    }

    /** Its last rows, the newest first. */
    List<JsonNode> journal() {
        return List.copyOf(get("/api/journal?limit=1000").values());
    }

    Told.Count count() {
        var count = get("/api/status/count");
        var contacts = count.path("contacts");
        long skipped = contacts.path("skipped").properties().stream().mapToLong(one -> one.getValue().asLong()).sum();
        return new Told.Count(count.path("eligible").asLong(), contacts.path("linked").asLong(),
                contacts.path("waiting").asLong(), skipped, contacts.path("uncertain").asLong(),
                contacts.path("failed").asLong(), count.path("notLookedAt").asLong(),
                count.path("unaccounted").asLong());
    }

    JsonNode status() {
        return get("/api/status");
    }

    JsonNode queue() {
        return get("/api/queue");
    }

    private JsonNode get(String path) {
        try {
            var answer = http.send(HttpRequest.newBuilder(url.get().resolve(path)).timeout(PATIENCE)
                    .header("Authorization", "Bearer " + token).header("Accept-Language", "en").build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new NoAnswer(path + ": " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new NoAnswer(path + ": " + e);
        } catch (InterruptedException e) {
            throw new Wrong("Interrupted", e);
        }
    }

    /** It may answer later. */
    static final class NoAnswer extends RuntimeException {

        private static final long serialVersionUID = 1;

        NoAnswer(String message) {
            super(message);
        }
    }

    /** What was refused is due again after a quarter of an hour: it has passed. What is due later stays so, and is told. */
    void letTimePass() {
        try (var connection = installation.database().open();
                var leads = connection.prepareStatement(
                        "UPDATE lead SET due_at = NULL WHERE state = 'PENDING' AND due_at <= ?");
                var references = connection.prepareStatement(
                        "UPDATE contact_link SET references_due_at = ? WHERE references_written = FALSE"
                                + " AND references_due_at <= ?")) {
            var latest = now().plus(furthest);
            leads.setObject(1, latest);
            references.setObject(1, now().minusSeconds(1));
            references.setObject(2, latest);
            leads.executeUpdate();
            references.executeUpdate();
        } catch (SQLException e) {
            throw new NoAnswer(e.toString());
        }
    }

    /** What Mautic refuses to tell is looked for once a day: it is due. */
    void letADayPass() {
        try (var connection = installation.database().open();
                var troubles = connection.prepareStatement("UPDATE feed_trouble SET swept_at = ?")) {
            troubles.setObject(1, OffsetDateTime.now(ZoneOffset.UTC).minusDays(2));
            troubles.executeUpdate();
        } catch (SQLException e) {
            throw new NoAnswer(e.toString());
        }
    }

    /** How many leads of a contact it knows to be at INES. */
    long leadsWritten(long contact) {
        return number("SELECT count(*) FROM lead WHERE mautic_contact_id = ? AND state = 'WRITTEN'", contact);
    }

    /** The company that was to be created with, or for, a contact; 0 where none was. */
    long companyToCreate(long contact) {
        return number("SELECT coalesce(max(new_client_of), 0) FROM creation WHERE mautic_contact_id = ?", contact);
    }

    private long number(String query, long contact) {
        try (var connection = installation.database().open();
                var statement = connection.prepareStatement(query)) {
            statement.setLong(1, contact);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new Wrong("The database cannot be read", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
