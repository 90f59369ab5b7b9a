package org.inesconnector.connector.setup;

import org.inesconnector.connector.messages.Message;

/** What the connector wants in Mautic, in the order in which it is created. */
public enum Thing {
    /** The contact field that holds INES's contact reference. */
    CONTACT_REFERENCE("setup.by-hand.field"),
    /** The contact field that holds INES's client reference. */
    CLIENT_REFERENCE("setup.by-hand.field"),
    /** The contact field whose "yes" keeps a contact out. */
    STOP_SYNC("setup.by-hand.field"),
    /** The tag by which Mautic's forms, campaigns and point triggers push a contact. */
    TAG("setup.by-hand.tag"),
    WEBHOOK("setup.by-hand.webhook"),
    /** The API user's right to read the audit log. */
    AUDIT_LOG("setup.by-hand.administrator"),
    /** The API user's right to read the links between contacts and companies. */
    COMPANY_LINKS("setup.by-hand.administrator"),
    EXAMPLE_SEGMENT("setup.by-hand.example"),
    EXAMPLE_CAMPAIGN("setup.by-hand.example"),
    EXAMPLE_POINT_TRIGGER("setup.by-hand.example");

    private final String byHand;

    Thing(String byHand) {
        this.byHand = byHand;
    }

    public boolean isExample() {
        return this == EXAMPLE_SEGMENT || this == EXAMPLE_CAMPAIGN || this == EXAMPLE_POINT_TRIGGER;
    }

    /** Where a person finds it in Mautic's pages, click by click. */
    Message byHand() {
        return Message.of(byHand);
    }
}
