package org.inesconnector.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.inesconnector.simulator.http.Calls;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.FaultRule;
import org.inesconnector.simulator.ines.InesSimulator;
import org.inesconnector.simulator.mautic.MauticSimulator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The process of the simulated sides. It is told what to do line by line, in JSON, and answers each line with one; when
 * nobody can tell it anything any more, it ends.
 */
final class Sides implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String REFERENCE = "id_contact_ines";

    private final MauticSimulator mautic = MauticSimulator.start(0);
    private final InesSimulator ines = InesSimulator.start(0);
    private long firstContact = 1;
    private long lastContact;

    static void run() throws java.io.IOException {
        var answers = System.out;
        // What else is written there would be taken for an answer.
        System.setOut(System.err);
        try (var sides = new Sides();
                var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            answer(answers, Map.of("ines", sides.ines.url(), "mautic", sides.mautic.url()));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                answer(answers, sides.done(JSON.readTree(line)));
            }
        }
    }

    private static void answer(PrintStream answers, Object answer) {
        answers.println(JSON.writeValueAsString(answer));
        answers.flush();
    }

    private Object done(JsonNode told) {
        return switch (told.path("do").asString("")) {
            case "seed" -> {
                firstContact = lastContact + 1;
                lastContact += told.path("contacts").asInt();
                mautic.seed(told.path("contacts").asInt(), told.path("companies").asInt(), told.path("seed").asLong());
                yield Map.of("firstContact", firstContact);
            }
            case "contact" -> Map.of("contact", contact(told.path("name").asString()));
            case "edit" -> Map.of("edited", edit(told.path("each").asInt(), told.path("field").asString(),
                    told.path("value").asString()));
            case "audit-end" -> Map.of("id", mautic.lastAuditId());
            case "lose-audit-log" -> {
                mautic.removeOldestAuditRows(Integer.MAX_VALUE);
                yield Map.of();
            }
            case "count-at-ines" -> Map.of("count", ines.contacts().stream()
                    .filter(contact -> contact.value(told.path("element").asString())
                            .equals(told.path("value").asString()))
                    .count());
            case "arrival" -> Map.of("arrived", arrival(told.path("contact").asLong()));
            case "last" -> {
                ines.faults().clear();
                ines.faults().add(new FaultRule(FaultRule.ANY, 0, Integer.MAX_VALUE, 1, 0,
                        Fault.lasting(Duration.ofNanos(told.path("nanos").asLong()))));
                yield Map.of();
            }
            case "reset" -> {
                var faults = ines.faults().rules();
                mautic.reset();
                ines.reset();
                faults.forEach(ines.faults()::add);
                yield Map.of();
            }
            case "forget-calls" -> {
                ines.calls().reset();
                mautic.calls().reset();
                yield Map.of();
            }
            case "state" -> state();
            case "linked" -> Map.of("linked", mautic.countWithValue(REFERENCE));
            case "check" -> check();
            default -> throw new IllegalArgumentException("Nobody knows how to " + told);
        };
    }

    /** A new contact of a company that nobody knows yet, as a person makes it. */
    private long contact(String name) {
        lastContact = mautic.createContact(Map.of("email", name + "@direct.example", "firstname", "Direct", "lastname",
                name, "company", "Direct " + name));
        return lastContact;
    }

    /** Writes a value into one of so many of the contacts that were seeded last, as a person does it. */
    private int edit(int each, String field, String value) {
        int edited = 0;
        for (long id = firstContact; id < firstContact + mautic.contactCount(); id += each) {
            mautic.editContact(id, Map.of(field, value));
            edited++;
        }
        return edited;
    }

    /** When the first call about a contact of Mautic came to INES; empty where none of the last ones was. */
    private String arrival(long contact) {
        var about = "AutomationRef>" + contact + "<";
        return ines.calls().all().stream()
                .filter(call -> call.request().contains(about))
                .map(call -> call.arrived())
                .min(Comparator.naturalOrder())
                .map(Object::toString)
                .orElse("");
    }

    private Map<String, Object> state() {
        return Map.of(
                "contacts", ines.contactCount(),
                "clients", ines.clientCount(),
                "leads", ines.leadCount(),
                "mostAtOnce", ines.calls().mostAtOnce(),
                "ines", tallies(ines.calls()),
                "mautic", tallies(mautic.calls()));
    }

    private static Map<String, Object> tallies(Calls calls) {
        var all = new TreeMap<String, Object>();
        calls.tallies().forEach((operation, tally) -> all.put(operation, Map.of(
                "count", tally.count(),
                "first", tally.first().toString(),
                "last", tally.last().toString())));
        return all;
    }

    /** What INES has more than once, and which contacts have not exactly one lead. */
    private Map<String, Object> check() {
        var contacts = ines.contacts();
        var leads = ines.leads().stream()
                .collect(Collectors.toMap(lead -> lead.contactReference(), _ -> 1, Integer::sum));
        return Map.of(
                "contactsTwice", contacts.size()
                        - contacts.stream().map(contact -> contact.value("AutomationRef")).distinct().count(),
                "clientsTwice", ines.clientCount()
                        - ines.clients().stream().map(client -> client.value("AutomationRef")).distinct().count(),
                "clientsWithoutCompany", ines.clients().stream()
                        .filter(client -> mautic.company(number(client.value("AutomationRef"))).isEmpty())
                        .count(),
                "contactsWithoutOneLead", contacts.stream()
                        .filter(contact -> leads.getOrDefault(contact.reference(), 0) != 1)
                        .count(),
                "contactsElsewhere", contacts.stream()
                        .filter(contact -> !isAtItsCompany(contact.clientReference(),
                                number(contact.value("AutomationRef"))))
                        .count());
    }

    private boolean isAtItsCompany(int client, long mauticContact) {
        var company = ines.client(client).map(there -> number(there.value("AutomationRef"))).orElse(0L);
        return mautic.contact(mauticContact).filter(contact -> contact.companies().contains(company)).isPresent();
    }

    private static long number(String text) {
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    @Override
    public void close() {
        ines.close();
        mautic.close();
    }
}
