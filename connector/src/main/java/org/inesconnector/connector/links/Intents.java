package org.inesconnector.connector.links;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.MessageText;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import tools.jackson.databind.json.JsonMapper;

/** Intents to create, in SQL. */
final class Intents {

    private static final String SELECT = """
            SELECT id, mautic_contact_id, merged_into, new_client_of, state, reason, started_at, lease_until, intent
            FROM creation
            """;

    private static final String IN_THE_WAY = """
            WHERE mautic_contact_id = ANY (:contactIds) OR merged_into = ANY (:contactIds) OR new_client_of = :companyId
            ORDER BY id
            """;

    private static final String INSERT = """
            INSERT INTO creation (mautic_contact_id, new_client_of, created_with, state, started_at, lease_until, intent,
                                  email, address_at)
            VALUES (:contactId, :companyId, :createdWith, 'STARTED', :startedAt, :leaseUntil, :intent, :email,
                    CASE WHEN EXISTS (SELECT 1 FROM shared_address WHERE email = :email) THEN NULL
                         ELSE CAST(:addressAt AS VARCHAR(100)) END)
            """;

    /** As {@link #creation} reads them: that a process died is never written. */
    private static final String COUNT_UNCERTAIN = "SELECT count(*) FROM creation WHERE state = 'UNCERTAIN' OR lease_until < :now";

    private static final String FIRST_UNCERTAIN = "SELECT min(started_at) FROM creation WHERE state = 'UNCERTAIN' OR lease_until < :now";

    private static final String DELETE_BEGUN = """
            DELETE FROM creation WHERE mautic_contact_id = ANY (:contactIds)
              AND state = 'STARTED' AND started_at = :startedAt AND lease_until = :leaseUntil
            """;

    private static final String MARK_UNCERTAIN = "UPDATE creation SET state = 'UNCERTAIN', reason = :reason WHERE id = :id";

    /** Where the client is linked, the call was made after all: then each of the others is a question of its own. */
    private static final String ABANDON_WITH_OTHERS = """
            DELETE FROM creation
            WHERE id = :id OR (created_with = :id AND NOT EXISTS (
                SELECT 1 FROM company_link WHERE mautic_company_id = :companyId))
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final InstantSource clock;
    private final JsonMapper json = JsonMapper.shared();

    Intents(JdbcClient jdbc, NamedParameterJdbcOperations batches, InstantSource clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /** By which those that began then are known again. */
    record Moments(OffsetDateTime startedAt, OffsetDateTime leaseUntil) {}

    /** As exactly as a database keeps them. */
    Moments from(Duration lease) {
        var startedAt = now().truncatedTo(ChronoUnit.MICROS);
        return new Moments(startedAt, startedAt.plus(lease));
    }

    long insert(Intent intent, Moments moments) {
        return insert(intent, moments, null);
    }

    /** The first one stands for the client. @return their ids, in the order given */
    List<Long> insertTogether(List<Intent> intents, Moments moments) {
        long first = insert(intents.getFirst(), moments, null);
        var others = intents.stream()
                .skip(1)
                .map(intent -> new MapSqlParameterSource(columns(intent, moments, first)))
                .toArray(SqlParameterSource[]::new);
        var ids = new GeneratedKeyHolder();
        batches.batchUpdate(INSERT, others, ids, new String[]{"id"});
        return Stream.concat(
                Stream.of(first), ids.getKeyList().stream().map(Intents::id)).toList();
    }

    private static long id(Map<String, Object> key) {
        return ((Number) Objects.requireNonNull(key.get("id"))).longValue();
    }

    private long insert(Intent intent, Moments moments, @Nullable Long createdWith) {
        var id = new GeneratedKeyHolder();
        jdbc.sql(INSERT).params(columns(intent, moments, createdWith)).update(id, "id");
        return Objects.requireNonNull(id.getKeyAs(Long.class));
    }

    private Map<String, @Nullable Object> columns(Intent intent, Moments moments, @Nullable Long createdWith) {
        var columns = new HashMap<String, @Nullable Object>();
        columns.put("contactId", intent.mauticContactId());
        columns.put("companyId", nullable(intent.newClientOf()));
        columns.put("createdWith", createdWith);
        columns.put("startedAt", moments.startedAt());
        columns.put("leaseUntil", moments.leaseUntil());
        columns.put("intent", json.writeValueAsString(intent));
        columns.put("email", intent.email().orElse(""));
        columns.put("addressAt", intent.addressAt().orElse(null));
        return columns;
    }

    List<OpenCreation> inTheWay(List<Long> mauticContactIds, OptionalLong newClientOf) {
        return jdbc.sql(SELECT + IN_THE_WAY)
                .param("contactIds", mauticContactIds.toArray(Long[]::new))
                .param("companyId", nullable(newClientOf))
                .query(this::creation)
                .list();
    }

    /** Of those that are still there, the Mautic contacts, by id. */
    List<Long> lockContacts(List<Long> ids) {
        return jdbc.sql("SELECT mautic_contact_id FROM creation WHERE id = ANY (:ids) ORDER BY id FOR UPDATE")
                .param("ids", ids.toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    Optional<OpenCreation> lock(long id) {
        return jdbc.sql(SELECT + "WHERE id = :id FOR UPDATE").param("id", id).query(this::creation).optional();
    }

    void delete(List<Long> ids) {
        jdbc.sql("DELETE FROM creation WHERE id = ANY (:ids)").param("ids", ids.toArray(Long[]::new)).update();
    }

    /** Those of these contacts that began then, and no others. */
    void deleteBegun(List<Long> contactIds, Moments moments) {
        jdbc.sql(DELETE_BEGUN)
                .param("contactIds", contactIds.toArray(Long[]::new))
                .param("startedAt", moments.startedAt())
                .param("leaseUntil", moments.leaseUntil())
                .update();
    }

    void deleteWithOthers(OpenCreation creation) {
        jdbc.sql(ABANDON_WITH_OTHERS)
                .param("id", creation.id())
                .param("companyId", creation.newClientOf().orElse(0))
                .update();
    }

    /** @return false where somebody has settled it */
    boolean markUncertain(long id, Message reason) {
        return jdbc.sql(MARK_UNCERTAIN).param("id", id).param("reason", MessageText.write(reason)).update() == 1;
    }

    Optional<OpenCreation> of(long mauticContactId) {
        return jdbc.sql(SELECT + "WHERE mautic_contact_id = :contactId")
                .param("contactId", mauticContactId)
                .query(this::creation)
                .optional();
    }

    Set<Long> among(Collection<Long> contactIds) {
        return contactIds.isEmpty()
                ? Set.of()
                : jdbc.sql("SELECT mautic_contact_id FROM creation WHERE mautic_contact_id = ANY (:ids)")
                        .param("ids", contactIds.toArray(Long[]::new))
                        .query(Long.class)
                        .set();
    }

    /** Those whose contact's address has one of these digests. */
    List<OpenCreation> withEmail(Collection<String> digests) {
        return digests.isEmpty()
                ? List.of()
                : jdbc.sql(SELECT + "WHERE email = ANY (:digests) OR email IS NULL ORDER BY id")
                        .param("digests", digests.toArray(String[]::new))
                        .query(this::creation)
                        .list()
                        .stream()
                        .filter(creation -> creation.intent().flatMap(Intent::email).filter(digests::contains)
                                .isPresent())
                        .toList();
    }

    long countUncertain() {
        return jdbc.sql(COUNT_UNCERTAIN).param("now", now()).query(Long.class).single();
    }

    Optional<Instant> uncertainSince() {
        return FirstMoment.of(jdbc.sql(FIRST_UNCERTAIN).param("now", now()));
    }

    List<OpenCreation> all() {
        return jdbc.sql(SELECT + "ORDER BY id").query(this::creation).list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private OpenCreation creation(ResultSet row, int number) throws SQLException {
        var startedAt = row.getObject("started_at", OffsetDateTime.class).toInstant();
        boolean expired = row.getObject("lease_until", OffsetDateTime.class).isBefore(now());
        var reason = Optional.ofNullable(row.getString("reason")).map(MessageText::read)
                .or(() -> expired ? Optional.of(OpenCreation.PROCESS_DIED) : Optional.empty());
        return new OpenCreation(
                row.getLong("id"),
                row.getLong("mautic_contact_id"),
                number(row, "merged_into"),
                number(row, "new_client_of"),
                startedAt,
                reason,
                Optional.ofNullable(row.getString("intent")).map(text -> json.readValue(text, Intent.class)));
    }

    private static OptionalLong number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private static @Nullable Long nullable(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}
