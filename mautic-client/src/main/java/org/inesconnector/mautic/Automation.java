package org.inesconnector.mautic;

/** A segment, campaign or point trigger as Mautic lists it. */
public record Automation(long id, String name, boolean published) {}
