package org.inesconnector.ines;

/** What a custom field belongs to. */
public enum CustomFieldOwner {
    CONTACT, COMPANY, LEAD
}
