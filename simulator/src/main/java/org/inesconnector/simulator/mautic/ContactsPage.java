package org.inesconnector.simulator.mautic;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /}: the contacts, for a person to look at. */
final class ContactsPage {

    private static final int ROWS = 100;

    private final Mautic mautic;

    ContactsPage(Mautic mautic) {
        this.mautic = mautic;
    }

    Reply show(ApiCall call) {
        int page = Math.max(1, call.number("page", 1));
        var selection = mautic.contacts.select(0, Contacts.Condition.NONE, (page - 1) * ROWS, ROWS);
        var rows = selection.contacts().stream().map(ContactsPage::row).collect(Collectors.joining());
        return Reply.html("""
            <!doctype html>
            <html lang="fr"><head><meta charset="utf-8"><title>Mautic simulé</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>
            body{font-family:system-ui,sans-serif;margin:2rem;color:#1d2433}
            table{border-collapse:collapse;width:100%%}
            th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #d8dce6}
            th{background:#f3f5fa} .n{text-align:right}
            .tag{background:#e6ecff;border-radius:.6rem;padding:.1rem .5rem;margin-right:.2rem}
            </style></head><body>
            <h1>Mautic simulé %s</h1>
            <p>%d contacts, %d sociétés. %s</p>
            <table><thead><tr><th>N°</th><th>Nom</th><th>E-mail</th><th>Société</th><th>Points</th><th>Étiquettes</th>
            <th>Contact INES</th><th>Client INES</th></tr></thead><tbody>
            %s</tbody></table></body></html>
            """.formatted(mautic.version.number(), selection.total(), mautic.companies.count(),
                pages(page, selection.total()), rows));
    }

    private static String row(Contact contact) {
        return "<tr><td class=n>" + contact.id() + "</td>" + cell(contact.name()) + cell(contact.value("email"))
                + cell(contact.value("company")) + "<td class=n>" + contact.points() + "</td><td>" + tags(contact)
                + "</td>" + cell(contact.value("id_contact_ines")) + cell(contact.value("id_client_ines"))
                + "</tr>\n";
    }

    private static String tags(Contact contact) {
        return contact.tags().stream().map(tag -> "<span class=tag>" + escaped(tag) + "</span>")
                .collect(Collectors.joining());
    }

    private static String pages(int page, long total) {
        var before = page > 1 ? "<a href=\"?page=" + (page - 1) + "\">Précédents</a> " : "";
        return (long) page * ROWS < total ? before + "<a href=\"?page=" + (page + 1) + "\">Suivants</a>" : before;
    }

    private static String cell(@Nullable String text) {
        return "<td>" + escaped(text == null ? "" : text) + "</td>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
