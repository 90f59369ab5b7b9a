package org.inesconnector.connector.feed;

import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.inesconnector.connector.connection.InesConnectionSettings;
import org.inesconnector.connector.mapping.FieldMapping;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.connector.mapping.MappingReader;
import org.inesconnector.connector.mapping.MappingSettings;
import org.inesconnector.connector.secrets.Digest;
import org.inesconnector.connector.settings.InForce;
import org.inesconnector.connector.sync.SyncSettings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** By which mapping contacts were last looked at: where it is another, all that are linked are looked at again. */
@Repository
class MappingInForce {

    private static final String CHANGE = """
            UPDATE mapping_in_force SET digest = :digest WHERE id = 1 AND digest <> :digest AND\s"""
            + InForce.IS_NEWEST;

    private static final String BEGIN = "INSERT INTO mapping_in_force (id, digest) VALUES (1, :digest) ON CONFLICT DO NOTHING";

    private final JdbcClient jdbc;
    private final MappingSettings mapping;
    private final SyncSettings settings;
    private final InesConnectionSettings ines;
    private final LinkedSweeps sweeps;
    private final TransactionTemplate transaction;
    private final InForce inForce;
    private volatile boolean isKept;

    MappingInForce(
            JdbcClient jdbc,
            MappingSettings mapping,
            SyncSettings settings,
            InesConnectionSettings ines,
            LinkedSweeps sweeps,
            TransactionTemplate transaction,
            InForce inForce) {
        this.jdbc = jdbc;
        this.mapping = mapping;
        this.settings = settings;
        this.ines = ines;
        this.sweeps = sweeps;
        this.transaction = transaction;
        this.inForce = inForce;
    }

    /**
     * Once is enough: whoever changes the mapping starts every process anew. Without full synchronisation a change waits until
     * that is on.
     *
     * @throws org.inesconnector.connector.mapping.IncompleteMapping where the mapping cannot be used
     */
    void seeTo() {
        if (!isKept) {
            var digest = digest(MappingReader.read(mapping));
            transaction.executeWithoutResult(_ -> keep(digest));
            isKept = true;
        }
    }

    private void keep(String digest) {
        if (settings.fullSynchronisation() && isChanged(digest)) {
            sweeps.beginAll(Optional.empty());
        } else {
            jdbc.sql(BEGIN).param("digest", digest).update();
        }
    }

    /** A command that was begun before the mapping was changed does not put the former one in force again. */
    private boolean isChanged(String digest) {
        return jdbc.sql(CHANGE).param("digest", digest).param("settings", inForce.version()).update() == 1;
    }

    /** Of all that decides what INES is given of a contact that has not changed, and whether. */
    private String digest(Mapping read) {
        var fields = read.fields().stream()
                .filter(field -> field.rule() != FieldRule.NEVER)
                .map(MappingInForce::text)
                .sorted()
                .collect(Collectors.joining("\n"));
        var mayBeBlanked = new TreeSet<>(ines.mayBeBlanked());
        return Digest.hex(String.join("\n", settings.timeZone().getId(), read.stopSyncField().orElse(""), fields)
                + (mayBeBlanked.isEmpty() ? "" : "\n" + String.join(",", mayBeBlanked)));
    }

    private static String text(FieldMapping field) {
        return "%s=%s %s %s %s".formatted(
                field.path(), field.source(), field.rule(), field.whenEmptied(), field.values());
    }
}
