package org.inesconnector.connector.connection;

import java.util.List;
import java.util.stream.Stream;

/** What a test of both sides found, stage by stage. */
public record ConnectionReport(List<Stage> ines, List<Stage> mautic) {

    public ConnectionReport {
        ines = List.copyOf(ines);
        mautic = List.copyOf(mautic);
    }

    /** Whether contacts could be moved with these settings. */
    public boolean isGood() {
        return Stream.concat(ines.stream(), mautic.stream()).allMatch(Stage::isGood);
    }
}
