package org.inesconnector.simulator.mautic;

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

    boolean is7() {
        return this == V7_0_0;
    }
}
