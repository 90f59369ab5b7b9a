package org.inesconnector.connector.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What webhooks told of, until it has been looked after. */
@Repository
class WakeUpStore {

    private static final String INSERT = """
            INSERT INTO wake_up (kind, mautic_contact_id, mautic_company_id, old_points, new_points, happened_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """;

    private static final int[] TYPES = {
            Types.VARCHAR, Types.BIGINT, Types.BIGINT, Types.INTEGER, Types.INTEGER, Types.TIMESTAMP_WITH_TIMEZONE
    };

    private static final String OLDEST = """
            SELECT id, kind, mautic_contact_id, mautic_company_id, old_points, new_points, happened_at FROM wake_up
            ORDER BY id
            FETCH FIRST :limit ROWS ONLY
            """;

    record Stored(long id, WakeUp wakeUp) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    WakeUpStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void add(List<WakeUp> wakeUps) {
        batches.batchUpdate(INSERT, wakeUps.stream().map(WakeUpStore::columns).toList(), TYPES);
    }

    private static Object[] columns(WakeUp wakeUp) {
        var at = wakeUp.at().atOffset(ZoneOffset.UTC);
        return switch (wakeUp) {
            case WakeUp.Contact(long contact, var _) -> new Object[]{"CONTACT", contact, null, null, null, at};
            case WakeUp.Deleted(long contact, var _) -> new Object[]{"DELETED", contact, null, null, null, at};
            case WakeUp.CompanyLink(long contact, var _) -> new Object[]{"COMPANY_LINK", contact, null, null, null, at};
            case WakeUp.Company(long company, var _) -> new Object[]{"COMPANY", null, company, null, null, at};
            case WakeUp.Points(long contact, int before, int after, var _) ->
                new Object[]{"POINTS", contact, null, before, after, at};
        };
    }

    List<Stored> oldest(int limit) {
        return jdbc.sql(OLDEST)
                .param("limit", limit)
                .query((row, _) -> new Stored(row.getLong("id"), wakeUp(row)))
                .list();
    }

    private static WakeUp wakeUp(ResultSet row) throws SQLException {
        long contact = row.getLong("mautic_contact_id");
        var at = row.getObject("happened_at", OffsetDateTime.class).toInstant();
        return switch (row.getString("kind")) {
            case "DELETED" -> new WakeUp.Deleted(contact, at);
            case "COMPANY_LINK" -> new WakeUp.CompanyLink(contact, at);
            case "COMPANY" -> new WakeUp.Company(row.getLong("mautic_company_id"), at);
            case "POINTS" -> new WakeUp.Points(contact, row.getInt("old_points"), row.getInt("new_points"), at);
            default -> new WakeUp.Contact(contact, at);
        };
    }

    /** By their ids: one that another process has just stored may have a smaller id than the last of these. */
    void remove(List<Stored> seenTo) {
        jdbc.sql("DELETE FROM wake_up WHERE id = ANY (:ids)")
                .param("ids", seenTo.stream().map(Stored::id).toArray(Long[]::new))
                .update();
    }
}
