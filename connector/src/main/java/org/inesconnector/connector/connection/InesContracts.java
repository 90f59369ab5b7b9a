package org.inesconnector.connector.connection;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.inesconnector.connector.embedded.Disk;
import org.inesconnector.ines.CallGate;
import org.inesconnector.ines.ContractAdaptation;
import org.inesconnector.ines.ContractCheck;
import org.inesconnector.ines.ContractDifference;
import org.inesconnector.ines.ContractReport;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesException;
import org.inesconnector.ines.InesSettings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is known of the contract that an INES really has: read from itself once a day, kept in the database. */
@Repository
class InesContracts {

    /** INES's contract grows: what it has grown by must be sent back, or an update blanks it. */
    private static final Duration READ_AGAIN_AFTER = Duration.ofDays(1);

    private static final OffsetDateTime LONG_AGO = Instant.EPOCH.atOffset(ZoneOffset.UTC);

    private static final String SELECT = "SELECT adaptation FROM ines_contract WHERE url = :url AND read_at > :since";

    private static final String UPDATE = "UPDATE ines_contract SET adaptation = :adaptation, read_at = :now WHERE url = :url";

    private static final String INSERT = """
            INSERT INTO ines_contract (url, adaptation, read_at) VALUES (:url, :adaptation, :now)
            ON CONFLICT DO NOTHING
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final CallGate calls;

    InesContracts(JdbcClient jdbc, InstantSource clock, InesCallLimit limit, CallMeter meter, Disk disk) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.calls = new OnDiskFirst(meter.atDisk(disk::force), meter.atInes(limit));
    }

    /** @throws org.inesconnector.ines.InesException.ContractDiffers where INES's contract cannot be adapted to */
    ContractAdaptation adaptation(InesSettings settings) {
        return kept(settings, now().minus(READ_AGAIN_AFTER)).orElseGet(() -> readOrElseKept(settings));
    }

    /** Where it cannot be read now, what was read long ago is the best that is known. */
    private ContractAdaptation readOrElseKept(InesSettings settings) {
        try {
            var report = read(settings);
            return isUnreadable(report) ? kept(settings, LONG_AGO).orElseGet(() -> usable(report)) : usable(report);
        } catch (InesException.Unavailable e) {
            return kept(settings, LONG_AGO).orElseThrow(() -> e);
        }
    }

    /** Whose calls count like all others. */
    InesClient client(InesSettings settings, ContractAdaptation adaptation) {
        return InesClient.create(settings, adaptation, clock, calls);
    }

    private static boolean isUnreadable(ContractReport report) {
        return report.differences().stream().anyMatch(ContractDifference.ContractUnreadable.class::isInstance);
    }

    private static ContractAdaptation usable(ContractReport report) {
        report.requireUsable();
        return report.adaptation();
    }

    /** Reads the live contract, and keeps what it says where it can be used. */
    ContractReport read(InesSettings settings) {
        var report = ContractCheck.read(settings, calls);
        if (report.isUsable()) {
            keep(settings, report.adaptation());
        }
        return report;
    }

    private Optional<ContractAdaptation> kept(InesSettings settings, OffsetDateTime since) {
        return jdbc.sql(SELECT)
                .param("url", settings.url().toString())
                .param("since", since)
                .query(String.class)
                .optional()
                .map(ContractAdaptation::fromText);
    }

    private void keep(InesSettings settings, ContractAdaptation adaptation) {
        if (write(INSERT, settings, adaptation) == 0) {
            write(UPDATE, settings, adaptation);
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
