package org.inesconnector.connector.settings;

import java.util.List;
import java.util.Optional;
import org.inesconnector.connector.messages.Message;

/**
 * Somebody else saved since the page was opened, and nothing was saved now.
 *
 * @param version to be given back by who saves all the same
 * @param differences what that would change
 */
public record Conflict(Message said, long version, List<Difference> differences) {

    public Conflict {
        differences = List.copyOf(differences);
    }

    /**
     * @param now what is in force; never that of a secret
     * @param wanted likewise
     */
    public record Difference(String name, Optional<String> now, Optional<String> wanted, boolean secret) {}
}
