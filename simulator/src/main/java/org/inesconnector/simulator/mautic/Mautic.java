package org.inesconnector.simulator.mautic;

import java.time.Instant;
import java.time.InstantSource;

/** Everything that one Mautic holds. Changes are made one at a time, under this object's monitor. */
final class Mautic {

    final MauticVersion version;
    final InstantSource clock;
    final Fields fields;
    final Tags tags = new Tags();
    final Contacts contacts = new Contacts();
    final Companies companies = new Companies();
    final AuditLog audit = new AuditLog();
    final Tables tables = new Tables();
    final Timeline timeline;
    final Webhooks webhooks;
    final ContactJson contactJson;
    final CompanyJson companyJson;
    final Events events;

    Mautic(MauticVersion version, InstantSource clock) {
        this.version = version;
        this.clock = clock;
        timeline = new Timeline(clock);
        fields = new Fields(version, clock.instant());
        webhooks = new Webhooks(version, clock, tables);
        contactJson = new ContactJson(fields, tags);
        companyJson = new CompanyJson(version, fields);
        events = new Events(webhooks, contactJson, companyJson);
    }

    Instant now() {
        return clock.instant();
    }

    synchronized void removeAll() {
        contacts.removeAll();
        companies.removeAll();
        audit.removeAll();
        tables.removeAll();
        timeline.removeAll();
        webhooks.removeAll();
    }

    Contact contact(long id) {
        return contacts.resolve(id).orElseThrow(ApiError::notFound);
    }

    Company company(long id) {
        return companies.find(id).orElseThrow(ApiError::notFound);
    }
}
