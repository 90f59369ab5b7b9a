package org.inesconnector.connector.settings;

import java.util.List;

/**
 * What an import would change.
 *
 * @param problems because of which nothing can be saved
 */
public record ImportPreview(List<ImportedChange> changes, List<LineProblem> problems) {

    /** Whether there is something to save, and nothing against it. */
    public boolean canBeSaved() {
        return problems.isEmpty() && changes.stream().anyMatch(change -> !change.fixed());
    }
}
