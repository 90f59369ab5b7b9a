package org.inesconnector.connector.connection;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.inesconnector.ines.ContractAdaptation;
import org.inesconnector.ines.ContractCheck;
import org.inesconnector.ines.ContractReport;
import org.inesconnector.ines.InesSettings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is known of the contract that an INES really has: read from itself once a day, kept in the database. */
@Repository
class InesContracts {

    /** INES's contract grows: what it has grown by must be sent back, or an update blanks it. */
    private static final Duration READ_AGAIN_AFTER = Duration.ofDays(1);

    private static final String SELECT = "SELECT adaptation FROM ines_contract WHERE url = :url AND read_at > :since";

    private static final String UPDATE = "UPDATE ines_contract SET adaptation = :adaptation, read_at = :now WHERE url = :url";

    private static final String INSERT = "INSERT INTO ines_contract (url, adaptation, read_at) VALUES (:url, :adaptation, :now)";

    private final JdbcClient jdbc;
    private final InstantSource clock;

    InesContracts(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws org.inesconnector.ines.InesException.ContractDiffers where INES's contract cannot be adapted to */
    ContractAdaptation adaptation(InesSettings settings) {
        return kept(settings).orElseGet(() -> {
            var report = read(settings);
            report.requireUsable();
            return report.adaptation();
        });
    }

    /** Reads the live contract, and keeps what it says where it can be used. */
    ContractReport read(InesSettings settings) {
        var report = ContractCheck.read(settings);
        if (report.isUsable()) {
            keep(settings, report.adaptation());
        }
        return report;
    }

    private Optional<ContractAdaptation> kept(InesSettings settings) {
        return jdbc.sql(SELECT)
                .param("url", settings.url().toString())
                .param("since", now().minus(READ_AGAIN_AFTER))
                .query(String.class)
                .optional()
                .map(ContractAdaptation::fromText);
    }

    private void keep(InesSettings settings, ContractAdaptation adaptation) {
        if (write(UPDATE, settings, adaptation) == 0) {
            write(INSERT, settings, adaptation);
        }
    }

    private int write(String sql, InesSettings settings, ContractAdaptation adaptation) {
        return jdbc.sql(sql)
                .param("url", settings.url().toString())
                .param("adaptation", adaptation.toText())
                .param("now", now())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
