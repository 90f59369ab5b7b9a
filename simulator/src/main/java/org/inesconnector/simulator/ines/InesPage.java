package org.inesconnector.simulator.ines;

import static org.inesconnector.simulator.ines.Html.details;
import static org.inesconnector.simulator.ines.Html.join;
import static org.inesconnector.simulator.ines.Html.number;
import static org.inesconnector.simulator.ines.Html.row;
import static org.inesconnector.simulator.ines.Html.table;
import static org.inesconnector.simulator.ines.Html.tag;
import static org.inesconnector.simulator.ines.Html.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.ines.CustomFieldOwner;
import org.inesconnector.simulator.http.Call;

/** What the simulator holds, for people. */
final class InesPage {

    private static final int SHOWN = 100;
    private static final int CALLS_SHOWN = 50;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS")
            .withZone(ZoneId.systemDefault());
    private static final String CSS = resource("page.css");

    private final InesSimulator simulator;

    InesPage(InesSimulator simulator) {
        this.simulator = simulator;
    }

    /** @param live whether the page asks for itself again and again */
    String html(boolean live) {
        return """
                <!DOCTYPE html>
                <html lang="fr"><head><meta charset="utf-8"><title>INES CRM simulé</title>
                <meta name="viewport" content="width=device-width, initial-scale=1">%s
                <style>%s</style></head><body>%s<main>%s</main></body></html>
                """.formatted(live ? "<meta http-equiv=\"refresh\" content=\"3\">" : "", CSS, header(live).markup(),
                join(counts(), clients(), leads(), customFields(), calls()).markup());
    }

    private Html header(boolean live) {
        var nav = new Html("<a href=\"/\">Actualiser</a>"
                + (live ? "<a href=\"/\">Arrêter le suivi</a>" : "<a href=\"/?suivi\">Suivre en direct</a>"));
        return tag("header", tag("h1", text("INES CRM simulé")), tag("p", text(simulator.url().toString())),
                tag("nav", nav));
    }

    private Html counts() {
        return tag("ul", "counts", count("sociétés", simulator.clients().size()),
                count("contacts", simulator.contacts().size()), count("leads", simulator.leads().size()),
                count("appels", simulator.calls().count()), count("appels simultanés au plus",
                        simulator.calls().mostAtOnce()));
    }

    private static Html count(String what, int number) {
        return tag("li", tag("b", number(number)), text(what));
    }

    private Html clients() {
        var contacts = simulator.contacts().stream().collect(Collectors.groupingBy(StoredContact::clientReference));
        var all = simulator.clients();
        var cards = newest(all).stream()
                .map(client -> client(client, contacts.getOrDefault(client.reference(), List.of()))).toList();
        return section("Sociétés et contacts", all.size(), join(cards));
    }

    private Html client(StoredClient client, List<StoredContact> contacts) {
        var place = Stream.of("Address1", "ZipCode", "City", "Country", "Phone", "Website").map(client::value)
                .filter(value -> !value.isEmpty()).collect(Collectors.joining(" · "));
        return tag("article", "card",
                tag("h3", text(client.value("CompanyName") + " "),
                        tag("span", "ref", text("n° " + client.reference()))),
                tag("p", text(place)),
                contacts.isEmpty()
                        ? none("Aucun contact")
                        : table(contacts.stream().map(this::contact).toList(), "N°", "Nom", "Fonction", "E-mail",
                                "Téléphone", "Mautic", "Score", ""),
                details("Tous les champs de la société",
                        with(client.values(), CustomFieldOwner.COMPANY, client.reference())));
    }

    private Html contact(StoredContact contact) {
        var name = Stream.of("Genre", "FirstName", "LastName").map(contact::value).filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        var phone = Stream.of("MobilePhone", "BussinesTelephone", "HomeTelephone").map(contact::value)
                .filter(number -> !number.isEmpty()).findFirst().orElse("");
        return row(tag("span", "ref", number(contact.reference())),
                join(text(name), details("Tous les champs",
                        with(contact.values(), CustomFieldOwner.CONTACT, contact.reference()))),
                text(contact.value("Function")), text(contact.value("PrimaryMailAddress")),
                tag("span", "whole", text(phone)),
                text(contact.value("AutomationRef")), text(contact.value("Scoring")), flags(contact));
    }

    private static Html flags(StoredContact contact) {
        var flags = new ArrayList<Html>();
        if (contact.value("Desabo").equals("1")) {
            flags.add(tag("span", "tag", text("désabonné")));
        }
        if (contact.value("NPai").equals("1")) {
            flags.add(tag("span", "tag", text("NPAI")));
        }
        if (!contact.synchronised()) {
            flags.add(tag("span", "tag bad", text("plus synchronisé")));
        }
        return join(flags);
    }

    /** The values of a record, its custom fields by their names. */
    private Map<String, String> with(Map<String, String> values, CustomFieldOwner owner, int reference) {
        var all = new TreeMap<>(values);
        for (var value : simulator.customValuesOrNone(owner, reference)) {
            var name = simulator.administration().customFields(owner).stream()
                    .filter(field -> field.id() == value.definition()).map(Administration.CustomField::name)
                    .findFirst().orElse(Integer.toString(value.definition()));
            all.merge("« " + name + " »", value.value(), (one, other) -> one + " | " + other);
        }
        return all;
    }

    private Html leads() {
        var all = simulator.leads();
        var rows = newest(all).stream()
                .map(lead -> row(tag("span", "ref", number(lead.reference())), number(lead.clientReference()),
                        number(lead.contactReference()), number(lead.channel()), text(lead.value("MailExpe")),
                        text(lead.value("DescriptionCourte")), tag("div", "free", text(lead.value("ReclaDescDetail")))))
                .toList();
        return section("Leads", all.size(), tag("div", "card", table(rows, "N°", "Société", "Contact", "Canal",
                "E-mail", "Description", "Détail")));
    }

    private Html customFields() {
        var rows = Stream.of(CustomFieldOwner.values())
                .flatMap(owner -> simulator.administration().customFields(owner).stream()
                        .map(field -> row(text(french(owner)), number(field.id()), text(field.name()),
                                text(field.type()), text(String.join(", ", field.values())))))
                .toList();
        return section("Champs personnalisés", rows.size(),
                tag("div", "card", table(rows, "De", "N°", "Nom", "Type", "Valeurs")));
    }

    private Html calls() {
        var rows = simulator.calls().last(CALLS_SHOWN).stream().map(InesPage::call).toList();
        return section("Derniers appels", rows.size(), tag("div", "card", table(rows, "Heure", "Opération", "Issue")));
    }

    private static Html call(Call call) {
        return row(tag("span", "ref", text(TIME.format(call.time()))), text(call.operation()),
                tag("span", call.isOk() ? "ok" : "ko", text(call.outcome())));
    }

    private static Html section(String title, int number, Html content) {
        var shown = number > SHOWN ? "les " + SHOWN + " derniers sur " + number : Integer.toString(number);
        return join(tag("h2", text(title + " "), tag("small", text("(" + shown + ")"))),
                number == 0 ? none("Rien pour l'instant") : content);
    }

    private static Html none(String words) {
        return tag("p", "none", text(words));
    }

    private static <T> List<T> newest(List<T> all) {
        var last = new ArrayList<>(all.subList(Math.max(0, all.size() - SHOWN), all.size()));
        Collections.reverse(last);
        return last;
    }

    private static String french(CustomFieldOwner owner) {
        return switch (owner) {
            case CONTACT -> "Contact";
            case COMPANY -> "Société";
            case LEAD -> "Lead";
        };
    }

    private static String resource(String name) {
        try (var stream = Objects.requireNonNull(InesPage.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
