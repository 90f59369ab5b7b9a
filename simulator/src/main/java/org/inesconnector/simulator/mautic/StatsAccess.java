package org.inesconnector.simulator.mautic;

/** Whether the API's user may read the audit log, and how Mautic says no. */
public enum StatsAccess {
    ADMINISTRATOR,
    /** HTTP 403. */
    REFUSED_WITH_403,
    /** HTTP 200 with a list of errors, as Mautic's controller for statistics writes any refusal. */
    REFUSED_WITH_ERRORS
}
