package org.inesconnector.connector.links;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Linked companies that are gone in Mautic, and what becomes of their clients. */
@Repository
public class GoneCompanies {

    private static final String KEEP = """
            INSERT INTO gone_company (mautic_company_id, winner, ines_client_ref, noticed_at, asks)
            VALUES (:gone, :winner, :clientRef, :now, :asks)
            ON CONFLICT DO NOTHING
            """;

    private static final String ASK = """
            UPDATE gone_company SET winner = :winner, ines_client_ref = :clientRef, asks = TRUE
            WHERE mautic_company_id = :gone
            """;

    private static final String QUESTIONS = """
            SELECT gone.mautic_company_id, gone.ines_client_ref AS gone_client_ref, gone.winner, link.ines_client_ref,
                   gone.noticed_at
            FROM gone_company gone LEFT JOIN company_link link ON link.mautic_company_id = gone.winner
            WHERE gone.asks
            """;

    private static final String OLDEST = QUESTIONS + """
            ORDER BY gone.noticed_at, gone.mautic_company_id
            FETCH FIRST :limit ROWS ONLY
            """;

    private static final String OF_COMPANY = QUESTIONS + "AND gone.mautic_company_id = :gone";

    private static final String LINK_FOLLOWS = """
            UPDATE company_link SET mautic_company_id = :winner, pushed = NULL
            WHERE mautic_company_id = :gone AND NOT EXISTS (
                SELECT 1 FROM company_link other WHERE other.mautic_company_id = :winner)
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    GoneCompanies(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public boolean isKnown(long gone) {
        return has("", gone);
    }

    /** Whether its contacts went to several companies: then none of them is that company. */
    public boolean isScattered(long gone) {
        return has(" AND winner IS NULL", gone);
    }

    private boolean has(String condition, long gone) {
        return jdbc.sql("SELECT count(*) FROM gone_company WHERE mautic_company_id = :gone" + condition)
                .param("gone", gone)
                .query(Long.class)
                .single() > 0;
    }

    /**
     * Keeps where its contacts are, unless that is known.
     *
     * @param winner empty where they are at several companies
     * @param asks whether a person is to say what becomes of its client
     */
    public void keep(CompanyLink gone, OptionalLong winner, boolean asks) {
        jdbc.sql(KEEP)
                .param("gone", gone.mauticCompanyId())
                .param("winner", winner.isPresent() ? winner.getAsLong() : null)
                .param("clientRef", gone.inesClientRef())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("asks", asks)
                .update();
    }

    /** A person is to say whether its client is that of the company where its contacts are, whatever was known before. */
    @Transactional
    public void ask(CompanyLink gone, long winner) {
        keep(gone, OptionalLong.of(winner), true);
        jdbc.sql(ASK)
                .param("gone", gone.mauticCompanyId())
                .param("winner", winner)
                .param("clientRef", gone.inesClientRef())
                .update();
    }

    /** The oldest first. */
    public List<TwoClients> questions(int limit) {
        return jdbc.sql(OLDEST).param("limit", limit).query(GoneCompanies::question).list();
    }

    public Optional<TwoClients> question(long gone) {
        return jdbc.sql(OF_COMPANY).param("gone", gone).query(GoneCompanies::question).optional();
    }

    public long countQuestions() {
        return jdbc.sql("SELECT count(*) FROM gone_company WHERE asks").query(Long.class).single();
    }

    public Optional<Instant> askedSince() {
        return FirstMoment.of(jdbc.sql("SELECT min(noticed_at) FROM gone_company WHERE asks"));
    }

    /** The other company takes its client along, unless it has one. */
    @Transactional
    public void follow(long gone, long winner) {
        jdbc.sql(LINK_FOLLOWS).param("gone", gone).param("winner", winner).update();
        answered(gone);
    }

    /** Its client stays behind at INES. */
    @Transactional
    public void leave(long gone) {
        jdbc.sql("DELETE FROM company_link WHERE mautic_company_id = :gone").param("gone", gone).update();
        answered(gone);
    }

    private void answered(long gone) {
        jdbc.sql("UPDATE gone_company SET asks = FALSE WHERE mautic_company_id = :gone").param("gone", gone).update();
    }

    private static TwoClients question(ResultSet row, int number) throws SQLException {
        int clientRef = row.getInt("ines_client_ref");
        return new TwoClients(
                row.getLong("mautic_company_id"),
                row.getInt("gone_client_ref"),
                row.getLong("winner"),
                clientRef > 0 ? OptionalInt.of(clientRef) : OptionalInt.empty(),
                row.getObject("noticed_at", OffsetDateTime.class).toInstant());
    }
}
