package org.inesconnector.faults;

import java.nio.file.Path;
import java.time.Duration;
import org.inesconnector.processes.DatabaseKind;

/**
 * How large a run is.
 *
 * @param contacts that are in Mautic when it begins; as many may come
 * @param nodes processes of the connector
 * @param lasts how long the trouble goes on
 * @param output where logs go
 */
record Plan(int contacts, int nodes, Duration lasts, DatabaseKind database, String heap, Path output) {}
