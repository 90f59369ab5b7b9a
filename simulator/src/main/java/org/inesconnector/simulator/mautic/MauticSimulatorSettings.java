package org.inesconnector.simulator.mautic;

import jakarta.servlet.Filter;
import java.time.InstantSource;

/**
 * How the simulated Mautic starts.
 *
 * @param port 0 for any free one
 * @param faults stands before everything, to delay, break or replace answers
 */
public record MauticSimulatorSettings(int port, MauticVersion version, Filter faults, InstantSource clock) {

    /** 7.0.0, without faults, by the system's clock. */
    public static MauticSimulatorSettings onPort(int port) {
        return new MauticSimulatorSettings(port, MauticVersion.V7_0_0,
                (request, response, chain) -> chain.doFilter(request, response), InstantSource.system());
    }

    public MauticSimulatorSettings with(MauticVersion newVersion) {
        return new MauticSimulatorSettings(port, newVersion, faults, clock);
    }

    public MauticSimulatorSettings with(Filter newFaults) {
        return new MauticSimulatorSettings(port, version, newFaults, clock);
    }

    public MauticSimulatorSettings with(InstantSource newClock) {
        return new MauticSimulatorSettings(port, version, faults, newClock);
    }
}
