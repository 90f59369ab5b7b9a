package org.inesconnector.simulator.mautic;

import java.util.List;
import org.inesconnector.simulator.mautic.FieldGroups.Source;
import tools.jackson.databind.node.ObjectNode;

/** The events that Mautic tells its webhooks, with their payloads. Payloads are made only for who wants them. */
final class Events {

    private static final List<String> STATUSES = List.of("contactable", "unsubscribed", "bounced", "manual");

    private final Webhooks webhooks;
    private final ContactJson contacts;
    private final CompanyJson companies;

    Events(Webhooks webhooks, ContactJson contacts, CompanyJson companies) {
        this.webhooks = webhooks;
        this.contacts = contacts;
        this.companies = companies;
    }

    void identified(Contact contact, Source source) {
        webhooks.publish("mautic.lead_post_save_new", () -> of(contacts.payload(contact, source)));
    }

    void updated(Contact contact) {
        if (!contact.isAnonymous()) {
            webhooks.publish("mautic.lead_post_save_update", () -> of(contacts.payload(contact, Source.STORED)));
        }
    }

    /** The contact in it still has the old points. */
    void pointsChanged(Contact before, int after) {
        webhooks.publish("mautic.lead_points_change", () -> {
            var node = of(contacts.payload(before, Source.STORED));
            var points = node.putObject("points");
            points.put("old_points", before.points());
            points.put("new_points", after);
            return node;
        });
    }

    void subscriptionChanged(Contact contact, String channel, int before, int after) {
        webhooks.publish("mautic.lead_channel_subscription_changed", () -> {
            var node = of(contacts.payload(contact, Source.STORED));
            node.put("channel", channel);
            node.put("old_status", status(before));
            node.put("new_status", status(after));
            return node;
        });
    }

    /** @param fieldsOf the contact as its {@code fields} still show it */
    void companyChanged(boolean added, Contact contact, Contact fieldsOf, Source contactSource, Company company,
            Source companySource) {
        webhooks.publish("mautic.lead_company_change", () -> {
            var node = Json.object();
            node.put("added", added);
            node.set("contact", contacts.companyChange(contact, fieldsOf, contactSource));
            node.set("company", companies.payload(company, companySource));
            return node;
        });
    }

    void deleted(Contact contact) {
        webhooks.publish("mautic.lead_post_delete", () -> {
            var node = Json.object();
            node.put("id", contact.id());
            node.set("contact", contacts.payload(contact, Source.STORED).putNull("id"));
            return node;
        });
    }

    void companySaved(Company company, Source source) {
        webhooks.publish("mautic.company_post_save", () -> {
            var node = Json.object();
            node.set("company", companies.payload(company, source));
            return node;
        });
    }

    void companyDeleted(Company company) {
        webhooks.publish("mautic.company_post_delete", () -> {
            var node = Json.object();
            node.put("id", company.id());
            node.set("company", companies.payload(company, Source.STORED).putNull("id"));
            return node;
        });
    }

    void submitted(ObjectNode submission) {
        webhooks.publish("mautic.form_on_submit", () -> {
            var node = Json.object();
            node.set("submission", submission);
            return node;
        });
    }

    private static String status(int reason) {
        return STATUSES.get(Math.min(reason, STATUSES.size() - 1));
    }

    private static ObjectNode of(ObjectNode contact) {
        var node = Json.object();
        node.set("contact", contact);
        return node;
    }
}
