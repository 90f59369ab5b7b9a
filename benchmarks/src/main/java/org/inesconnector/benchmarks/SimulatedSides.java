package org.inesconnector.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.inesconnector.ines.InesSettings;
import org.inesconnector.mautic.MauticCredentials;
import org.inesconnector.mautic.MauticSettings;
import org.inesconnector.processes.JavaProgram;
import org.inesconnector.processes.ProcessFigures;
import org.inesconnector.processes.Wrong;
import org.inesconnector.simulator.ines.InesSimulator;
import org.inesconnector.simulator.mautic.MauticSimulator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulated Mautic and INES, in a process of their own: see {@link Sides}. */
final class SimulatedSides implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter orders;
    private final URI ines;
    private final URI mautic;

    private SimulatedSides(Process process) {
        this.process = process;
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        orders = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        var urls = answer();
        ines = URI.create(urls.path("ines").asString());
        mautic = URI.create(urls.path("mautic").asString());
    }

    static SimulatedSides start(Path log, String heap) {
        try {
            return new SimulatedSides(JavaProgram
                    .own(BenchmarkApplication.class, List.of("-Xmx" + heap, "-XX:+UseSerialGC"), "sides")
                    .redirectError(log.toFile())
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI inesUrl() {
        return ines;
    }

    URI mauticUrl() {
        return mautic;
    }

    InesSettings inesSettings() {
        return new InesSettings(ines, InesSimulator.ACCOUNT, InesSimulator.USERNAME, InesSimulator.PASSWORD);
    }

    MauticSettings mauticSettings() {
        return new MauticSettings(mautic, new MauticCredentials.ClientCredentials(
                MauticSimulator.CLIENT_ID, MauticSimulator.CLIENT_SECRET));
    }

    ProcessFigures figures() {
        return new ProcessFigures(process.pid());
    }

    /** From now on each call to INES lasts so long. */
    void last(Duration latency) {
        tell(Map.of("do", "last", "nanos", latency.toNanos()));
    }

    /** The id of the first; those of the others follow. */
    long seed(int contacts, int companies, long seed) {
        return tell(Map.of("do", "seed", "contacts", contacts, "companies", companies, "seed", seed))
                .path("firstContact")
                .asLong();
    }

    /** One more contact in Mautic, of a company of its own. */
    long contact(String name) {
        return tell(Map.of("do", "contact", "name", name)).path("contact").asLong();
    }

    /** Changes one of so many of the contacts that were seeded; how many. */
    int edit(int each, String field, String value) {
        return tell(Map.of("do", "edit", "each", each, "field", field, "value", value)).path("edited").asInt();
    }

    /** Mautic's audit log is emptied: whoever reads it cannot know what it has missed. */
    void loseAuditLog() {
        tell(Map.of("do", "lose-audit-log"));
    }

    /** The last id of Mautic's audit log. */
    long auditEnd() {
        return tell(Map.of("do", "audit-end")).path("id").asLong();
    }

    int countAtInes(String element, String value) {
        return tell(Map.of("do", "count-at-ines", "element", element, "value", value)).path("count").asInt();
    }

    /** When the first call about a contact of Mautic came to INES. */
    Optional<Instant> arrival(long contact) {
        var arrived = tell(Map.of("do", "arrival", "contact", contact)).path("arrived").asString();
        return arrived.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(arrived));
    }

    /** Nobody and nothing is there any more. */
    void reset() {
        tell(Map.of("do", "reset"));
    }

    void forgetCalls() {
        tell(Map.of("do", "forget-calls"));
    }

    /** How many contacts have their reference in Mautic. */
    int linked() {
        return tell(Map.of("do", "linked")).path("linked").asInt();
    }

    State state() {
        var state = tell(Map.of("do", "state"));
        return new State(state.path("contacts").asInt(), state.path("clients").asInt(), state.path("leads").asInt(),
                state.path("mostAtOnce").asInt(), calls(state.path("ines")), calls(state.path("mautic")));
    }

    /** What is wrong at INES, by its name and how often; empty where all is right. */
    Map<String, Long> wrong() {
        var wrong = new TreeMap<String, Long>();
        tell(Map.of("do", "check")).properties().forEach(found -> {
            if (found.getValue().asLong() != 0) {
                wrong.put(found.getKey(), found.getValue().asLong());
            }
        });
        return wrong;
    }

    /** What INES holds, and which calls both sides got, since they were last forgotten. */
    record State(int contacts, int clients, int leads, int mostAtOnce, Calls ines, Calls mautic) {}

    record Calls(Map<String, Some> byOperation) {

        record Some(long count, Instant first, Instant last) {}

        private static final Set<String> NO_WORK = Set.of("wsdl", "authenticationWs", "GetSyncInfo",
                "GetTypeContactList",
                "GetTypeClientList", "GetOriginList", "GetUserInfoFromUserRef", "GetUserInfoFromRHRef");

        /** Without those that are made once for many contacts: contracts, sign-in, value lists. */
        Calls ofContacts() {
            var work = new TreeMap<>(byOperation);
            work.keySet().removeAll(NO_WORK);
            return new Calls(work);
        }

        long count() {
            return byOperation.values().stream().mapToLong(Some::count).sum();
        }

        Optional<Instant> first() {
            return byOperation.values().stream().map(Some::first).min(Instant::compareTo);
        }

        Optional<Instant> last() {
            return byOperation.values().stream().map(Some::last).max(Instant::compareTo);
        }
    }

    private static Calls calls(JsonNode node) {
        var calls = new TreeMap<String, Calls.Some>();
        node.properties().forEach(some -> calls.put(some.getKey(), new Calls.Some(
                some.getValue().path("count").asLong(),
                Instant.parse(some.getValue().path("first").asString()),
                Instant.parse(some.getValue().path("last").asString()))));
        return new Calls(calls);
    }

    private synchronized JsonNode tell(Map<String, Object> order) {
        try {
            orders.write(JSON.writeValueAsString(order));
            orders.newLine();
            orders.flush();
        } catch (IOException e) {
            throw new Wrong("The simulated sides are gone", e);
        }
        return answer();
    }

    private JsonNode answer() {
        try {
            var line = answers.readLine();
            if (line == null) {
                throw new Wrong("The simulated sides are gone");
            }
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new Wrong("The simulated sides are gone", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
