package org.inesconnector.connector.connection;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a test of both sides found, stage by stage.
 *
 * @param blanked elements of a contact that INES takes and does not answer: until a person says that each may be blanked, no
 *     contact that INES has is updated
 */
public record ConnectionReport(List<Stage> ines, List<Stage> mautic, List<String> blanked) {

    public ConnectionReport {
        ines = List.copyOf(ines);
        mautic = List.copyOf(mautic);
        blanked = List.copyOf(blanked);
    }

    /** Whether contacts could be moved with these settings. */
    public boolean isGood() {
        return Stream.concat(ines.stream(), mautic.stream()).allMatch(Stage::isGood);
    }
}
