package org.inesconnector.simulator.mautic;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The versions whose behaviour was recorded. */
public enum MauticVersion {
    V5_1_0("5.1.0"), V7_0_0("7.0.0");

    private final String number;

    MauticVersion(String number) {
        this.number = number;
    }

    public String number() {
        return number;
    }

    /** In 5.1 an empty PHP array is a list, whatever it is meant to be; in 7.0 contacts and companies are always a map. */
    JsonNode map(ObjectNode map) {
        return is7() ? map : Json.listWhenEmpty(map);
    }

    boolean is7() {
        return this == V7_0_0;
    }
}
