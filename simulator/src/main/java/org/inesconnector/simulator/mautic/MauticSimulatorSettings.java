package org.inesconnector.simulator.mautic;

import java.time.InstantSource;

/**
 * How the simulated Mautic starts.
 *
 * @param port 0 for any free one
 */
public record MauticSimulatorSettings(int port, MauticVersion version, InstantSource clock) {

    /** 7.0.0, by the system's clock. */
    public static MauticSimulatorSettings onPort(int port) {
        return new MauticSimulatorSettings(port, MauticVersion.V7_0_0, InstantSource.system());
    }

    public MauticSimulatorSettings with(MauticVersion newVersion) {
        return new MauticSimulatorSettings(port, newVersion, clock);
    }

    public MauticSimulatorSettings with(InstantSource newClock) {
        return new MauticSimulatorSettings(port, version, newClock);
    }
}
