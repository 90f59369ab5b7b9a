package org.inesconnector.connector.mapping;

/** The two contact fields of Mautic that hold INES's references, or held them before others were chosen. */
public record ReferenceAliases(String contact, String client) {}
