package org.inesconnector.connector.metrics;

import io.micrometer.core.instrument.Tags;

/** A number that is read from the database: the same at every process that shares it. */
enum Measure {
    PUBLISHED("connector.published", "1 where contacts may leave for INES"),
    FULL_SYNCHRONISATION("connector.full.synchronisation", "1 where every eligible contact is sent"),
    NODES("connector.nodes", "Processes that work on the queue"),
    URGENT_ROWS_WAITING("connector.rows.waiting", Tags.of("priority", "urgent"), "Rows of the queue that wait"),
    BULK_ROWS_WAITING("connector.rows.waiting", Tags.of("priority", "bulk"), "Rows of the queue that wait"),
    URGENT_ROWS_AGE("connector.rows.waiting.oldest.seconds", Tags.of("priority", "urgent"),
            "How long the first of the rows has waited that wait or are worked on; 0 where there is none"),
    BULK_ROWS_AGE("connector.rows.waiting.oldest.seconds", Tags.of("priority", "bulk"),
            "How long the first of the rows has waited that wait or are worked on; 0 where there is none"),
    ROWS_RUNNING("connector.rows.running", "Rows that a process works on"),
    CONTACTS_LINKED("connector.contacts", Tags.of("standing", "linked"),
            "Contacts that the connector knows, each once"),
    CONTACTS_WAITING("connector.contacts", Tags.of("standing", "waiting"),
            "Contacts that the connector knows, each once"),
    CONTACTS_SKIPPED("connector.contacts", Tags.of("standing", "skipped"),
            "Contacts that the connector knows, each once"),
    CONTACTS_UNCERTAIN("connector.contacts", Tags.of("standing", "uncertain"),
            "Contacts that the connector knows, each once"),
    CONTACTS_FAILED("connector.contacts", Tags.of("standing", "failed"),
            "Contacts that the connector knows, each once"),
    CONTACTS_ELIGIBLE("connector.contacts.eligible", "Contacts that Mautic has with an e-mail address and a company"),
    CONTACTS_UNACCOUNTED("connector.contacts.unaccounted",
            "Eligible contacts that nothing is known of: 0, or something is wrong; below 0: gone, and nobody has noticed"),
    INES_PAUSED("connector.paused.seconds", Tags.of("side", "ines"),
            "How long nothing is sent for a fault of this side; 0: it works"),
    MAUTIC_PAUSED("connector.paused.seconds", Tags.of("side", "mautic"),
            "How long nothing is sent for a fault of this side; 0: it works"),
    FEED_AGE("connector.feed.age.seconds", "How long ago it was last read what changed in Mautic"),
    TROUBLES("connector.mautic.troubles", "Reasons why what happens in Mautic is noticed late, as on the home page"),
    WEBHOOK_WORKING("connector.webhook.working", "1 where Mautic's webhook is switched on and its last event arrived"),
    WAKE_UPS("connector.webhook.events.waiting", "Events of webhooks that have been stored and not been seen to"),
    REFERENCES_TO_WRITE("connector.references.to.write", "Contacts at INES whose references Mautic does not have yet"),
    REFERENCES_AGE("connector.references.to.write.oldest.seconds",
            "How long the first of the references has waited that Mautic does not have yet; 0 where none waits"),
    LEADS_DUE("connector.leads", Tags.of("state", "due"), "Leads that are to be written, or whose end is not known"),
    LEADS_UNCERTAIN("connector.leads", Tags.of("state", "uncertain"),
            "Leads that are to be written, or whose end is not known"),
    CREATIONS_UNCERTAIN("connector.creations.uncertain", "Creations whose end is not known: a person must settle them"),
    MERGES_OPEN("connector.merges.open",
            "Two contacts that are or may be one person, or companies one company: somebody must choose"),
    ALERTS_FAILING("connector.alerts.failing", "Ways of telling people of trouble, of e-mail and webhook, that fail");

    private final String meter;
    private final Tags tags;
    private final String explained;

    Measure(String meter, String explained) {
        this(meter, Tags.empty(), explained);
    }

    Measure(String meter, Tags tags, String explained) {
        this.meter = meter;
        this.tags = tags;
        this.explained = explained;
    }

    String meter() {
        return meter;
    }

    Tags tags() {
        return tags;
    }

    String explained() {
        return explained;
    }
}
