package org.inesconnector.connector.links;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inesconnector.connector.mapping.MappingSettings;
import org.inesconnector.connector.settings.LinkedPair;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The links between Mautic and INES, in SQL. */
@Repository
public class Links {

    /** Whether this process's two fields of Mautic are those that hold the references: others may have been chosen since. */
    private static final String FIELDS_ARE_IN_USE = """
            NOT EXISTS (SELECT 1 FROM reference_fields
                        WHERE contact_field <> :contactField OR client_field <> :clientField)
            """;

    private static final String WRITTEN = "(CAST(:written AS BOOLEAN) AND " + FIELDS_ARE_IN_USE + ")";

    private static final String SELECT_CONTACT = """
            SELECT mautic_contact_id, ines_contact_ref, ines_client_ref, mautic_company_id, pushed, settled, unanswered,
                   references_written
            FROM contact_link
            """;

    private static final String INSERT_CONTACT = """
            INSERT INTO contact_link (mautic_contact_id, ines_contact_ref, ines_client_ref, mautic_company_id, pushed,
                                      settled, unanswered, references_written, linked_at, pushed_at)
            VALUES (:id, :contactRef, :clientRef, :companyId, :pushed, :settled, :unanswered, %s, :now, :now)
            ON CONFLICT DO NOTHING
            """.formatted(WRITTEN);

    private static final String INSERT_NEW_CONTACT = """
            INSERT INTO contact_link (mautic_contact_id, ines_contact_ref, ines_client_ref, mautic_company_id, pushed,
                                      settled, unanswered, references_written, linked_at, pushed_at, email)
            VALUES (:id, :contactRef, :clientRef, :companyId, :pushed, :settled, :unanswered, %s, :now, :now,
                    :email)
            """.formatted(WRITTEN);

    /** What a push read in Mautic says nothing of what a merge there did meanwhile. */
    private static final String UPDATE_CONTACT = """
            UPDATE contact_link
            SET ines_contact_ref = :contactRef, ines_client_ref = :clientRef, mautic_company_id = :companyId,
                pushed = :pushed, settled = :settled, unanswered = :unanswered,
                references_written = %1$s AND (
                    references_written OR ines_contact_ref <> :contactRef OR ines_client_ref <> :clientRef),
                pushed_at = :now,
                linked_at = CASE WHEN references_written AND %1$s = FALSE THEN :now ELSE linked_at END
            WHERE mautic_contact_id = :id
            """.formatted(WRITTEN);

    /** Of a contact whose row its process still has. */
    private static final String UPDATE_HELD_CONTACT = UPDATE_CONTACT + """
              AND EXISTS (SELECT 1 FROM synchronisation WHERE running_contact = :id AND node = :holder)
            """;

    private static final String LOCK_HELD = """
            SELECT id FROM synchronisation WHERE running_contact = :id AND node = :holder FOR UPDATE
            """;

    private static final String SELECT_COMPANY = """
            SELECT mautic_company_id, ines_client_ref, replaced_client_ref, pushed, settled, unanswered
            FROM company_link WHERE mautic_company_id = :id
            """;

    private static final String ANOTHER_COMPANY_AT = """
            SELECT mautic_company_id FROM company_link WHERE ines_client_ref = :ref AND mautic_company_id <> :id
            ORDER BY mautic_company_id
            FETCH FIRST 1 ROW ONLY
            """;

    private static final String LOCK_COMPANY = """
            SELECT mautic_company_id, ines_client_ref, replaced_client_ref, pushed, settled, unanswered,
                   CASE WHEN writer <> :writer AND writer_until >= :now THEN TRUE ELSE FALSE END AS taken
            FROM company_link WHERE mautic_company_id = :id
            FOR UPDATE
            """;

    private static final String INSERT_COMPANY = """
            INSERT INTO company_link (mautic_company_id, ines_client_ref, replaced_client_ref, pushed, settled,
                                      unanswered, linked_at)
            VALUES (:id, :clientRef, :replaced, :pushed, :settled, :unanswered, :now)
            ON CONFLICT DO NOTHING
            """;

    private static final String UPDATE_COMPANY = """
            UPDATE company_link
            SET ines_client_ref = :clientRef, replaced_client_ref = :replaced, pushed = :pushed, settled = :settled,
                unanswered = :unanswered
            WHERE mautic_company_id = :id
            """;

    /** Sorted as its index is: no more are read than are written, however many wait. */
    static final String REFERENCES_DUE = SELECT_CONTACT + """
            WHERE references_written = FALSE AND (references_due_at IS NULL OR references_due_at <= :now) AND %s
            ORDER BY references_written, mautic_contact_id
            FETCH FIRST :limit ROWS ONLY
            """.formatted(FIELDS_ARE_IN_USE);

    private static final String OF_CONTACT_TO_WRITE = """
            WHERE mautic_contact_id = :id AND references_written = FALSE AND %s
            """.formatted(FIELDS_ARE_IN_USE);

    /** For links whose references are not in Mautic yet, {@code linked_at} is the time since which they should be. */
    private static final String REFERENCES_WAIT_SINCE = """
            SELECT min(linked_at) FROM contact_link WHERE references_written = FALSE
            """;

    private static final String IS_WRITTEN = """
            references_written AND link.mautic_contact_id > :id AND NOT EXISTS (
                SELECT 1 FROM contact_standing standing
                WHERE standing.mautic_contact_id = link.mautic_contact_id AND standing.reason = ANY (:reasons))
            """;

    /** Less those that are gone: asked of each link whether it is among them, H2 would find them again for each. */
    private static final String COUNT_WRITTEN = """
            SELECT (SELECT count(*) FROM contact_link link WHERE %1$s)
                 - (SELECT count(*) FROM (SELECT DISTINCT mautic_contact_id FROM (%2$s) one) gone
                    WHERE EXISTS (SELECT 1 FROM contact_link link
                                  WHERE link.mautic_contact_id = gone.mautic_contact_id AND %1$s))
            """.formatted(IS_WRITTEN, GoneContacts.IDS);

    /** Who takes others into use has it too, before it looks for the last time at what was written. */
    private static final String LOCK_FIELDS = "SELECT id FROM reference_fields WHERE id = 1 FOR UPDATE";

    private static final String REFERENCES_WRITTEN = """
            UPDATE contact_link SET references_written = TRUE, references_due_at = NULL
            WHERE mautic_contact_id = :id AND ines_contact_ref = :contactRef AND ines_client_ref = :clientRef AND %s
            """.formatted(FIELDS_ARE_IN_USE);

    private static final String REFERENCES_LOST = """
            UPDATE contact_link SET references_written = FALSE, references_due_at = NULL, linked_at = :now
            WHERE mautic_contact_id = :id AND references_written
            """;

    private static final String AFTER = """
            WHERE mautic_contact_id > :id
            ORDER BY mautic_contact_id
            FETCH FIRST :limit ROWS ONLY
            """;

    /** Two questions, each by its own index: with OR H2 would look at each contact there is. */
    static final String CONTACT_AND_THOSE_WITH_EMAIL = SELECT_CONTACT + """
            WHERE mautic_contact_id = :id
            UNION
            """ + SELECT_CONTACT + """
            WHERE email = :digest AND mautic_company_id = :companyId AND NOT EXISTS (
                SELECT 1 FROM shared_address shared WHERE shared.email = :digest)
            """;

    private static final String WITH_EMAIL_OF_COMPANY_FIRST = """
            WHERE email = :digest
            ORDER BY CASE WHEN mautic_company_id = :companyId THEN 0 ELSE 1 END, mautic_contact_id
            FETCH FIRST :limit ROWS ONLY
            """;

    private static final String OF_COMPANY = """
            WHERE mautic_company_id = :companyId AND mautic_contact_id <> :but
            ORDER BY mautic_contact_id DESC
            FETCH FIRST :limit ROWS ONLY
            """;

    private static final String LAST_CONTACTS = """
            SELECT ines_contact_ref FROM contact_link ORDER BY mautic_contact_id DESC FETCH FIRST :limit ROWS ONLY
            """;

    private static final String LAST_CLIENTS = """
            SELECT ines_client_ref FROM company_link ORDER BY mautic_company_id DESC FETCH FIRST :limit ROWS ONLY
            """;

    /** Those of one client may have been deleted together. */
    private static final String CONTACTS_NEAR = """
            SELECT ines_contact_ref FROM (
                (SELECT ines_contact_ref FROM contact_link
                 WHERE ines_contact_ref < :ref AND (:colleagues OR ines_client_ref NOT IN (
                     SELECT ines_client_ref FROM contact_link WHERE ines_contact_ref = :ref))
                 ORDER BY ines_contact_ref DESC FETCH FIRST :limit ROWS ONLY)
                UNION ALL
                (SELECT ines_contact_ref FROM contact_link
                 WHERE ines_contact_ref > :ref AND (:colleagues OR ines_client_ref NOT IN (
                     SELECT ines_client_ref FROM contact_link WHERE ines_contact_ref = :ref))
                 ORDER BY ines_contact_ref FETCH FIRST :limit ROWS ONLY)) near
            """;

    private static final String CLIENTS_NEAR = """
            SELECT ines_client_ref FROM (
                (SELECT DISTINCT ines_client_ref FROM company_link WHERE ines_client_ref < :ref
                 ORDER BY ines_client_ref DESC FETCH FIRST :limit ROWS ONLY)
                UNION ALL
                (SELECT DISTINCT ines_client_ref FROM company_link WHERE ines_client_ref > :ref
                 ORDER BY ines_client_ref FETCH FIRST :limit ROWS ONLY)) near
            """;

    private static final Duration WHILE_HELD_UP = Duration.ofMinutes(1);

    private static final Duration AFTER_A_REFUSAL = Duration.ofMinutes(15);

    private static final TypeReference<Map<String, String>> DIGESTS = new TypeReference<>() {
    };

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final InstantSource clock;
    private final LinkedPair pair;
    private final MappingSettings fields;
    private final JsonMapper json;

    Links(
            JdbcClient jdbc,
            NamedParameterJdbcOperations batches,
            InstantSource clock,
            LinkedPair pair,
            MappingSettings fields) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
        this.pair = pair;
        this.fields = fields;
        this.json = JsonMapper.shared();
    }

    public Optional<ContactLink> contact(long mauticContactId) {
        return jdbc.sql(SELECT_CONTACT + "WHERE mautic_contact_id = :id")
                .param("id", mauticContactId)
                .query(this::contactLink)
                .optional();
    }

    /** Whether any of these contacts is linked. */
    public boolean hasAny(Collection<Long> mauticContactIds) {
        return jdbc.sql("SELECT count(*) FROM contact_link WHERE mautic_contact_id = ANY (:ids)")
                .param("ids", mauticContactIds.toArray(Long[]::new))
                .query(Long.class)
                .single() > 0;
    }

    public Optional<ContactLink> contactWithReference(int inesContactRef) {
        return jdbc.sql(SELECT_CONTACT + "WHERE ines_contact_ref = :ref")
                .param("ref", inesContactRef)
                .query(this::contactLink)
                .optional();
    }

    /** INES references of the contacts with the highest Mautic ids: the most recent ones, most likely to exist at INES. */
    public List<Integer> lastContactReferences(int limit) {
        return references(jdbc.sql(LAST_CONTACTS), limit);
    }

    /** Likewise. */
    public List<Integer> lastClientReferences(int limit) {
        return references(jdbc.sql(LAST_CLIENTS), limit);
    }

    /**
     * Linked contacts that INES created shortly before or after this one: of other clients, or where there are none, of
     * its own.
     *
     * @param limit on each side
     */
    public List<Integer> contactsNear(int inesContactRef, int limit) {
        var ofOthers = contactsNear(inesContactRef, limit, false);
        return ofOthers.isEmpty() ? contactsNear(inesContactRef, limit, true) : ofOthers;
    }

    private List<Integer> contactsNear(int inesContactRef, int limit, boolean colleagues) {
        return references(
                jdbc.sql(CONTACTS_NEAR).param("ref", inesContactRef).param("colleagues", colleagues), limit);
    }

    /**
     * Linked clients that INES created shortly before or after this one.
     *
     * @param limit on each side
     */
    public List<Integer> clientsNear(int inesClientRef, int limit) {
        return references(jdbc.sql(CLIENTS_NEAR).param("ref", inesClientRef), limit);
    }

    private static List<Integer> references(JdbcClient.StatementSpec statement, int limit) {
        return statement.param("limit", limit).query(Integer.class).list();
    }

    /** By their INES contact. */
    public Map<Integer, ContactLink> contactsWithReference(Collection<Integer> inesContactRefs) {
        return inesContactRefs.isEmpty()
                ? Map.of()
                : jdbc.sql(SELECT_CONTACT + "WHERE ines_contact_ref = ANY (:refs)")
                        .param("refs", inesContactRefs.toArray(Integer[]::new))
                        .query(this::contactLink)
                        .list()
                        .stream()
                        .collect(Collectors.toMap(ContactLink::inesContactRef, Function.identity()));
    }

    /** @throws ReferenceTaken where another Mautic contact has this INES contact */
    public void requireFree(int inesContactRef, long mauticContactId) {
        contactWithReference(inesContactRef)
                .filter(link -> link.mauticContactId() != mauticContactId)
                .ifPresent(link -> {
                    throw new ReferenceTaken(inesContactRef, null);
                });
    }

    public Optional<CompanyLink> company(long mauticCompanyId) {
        return jdbc.sql(SELECT_COMPANY)
                .param("id", mauticCompanyId)
                .query(this::companyLink)
                .optional();
    }

    /** Another company that is linked with this client, if any is. */
    public Optional<Long> anotherCompanyAt(int inesClientRef, long mauticCompanyId) {
        return jdbc.sql(ANOTHER_COMPANY_AT)
                .param("ref", inesClientRef)
                .param("id", mauticCompanyId)
                .query(Long.class)
                .optional();
    }

    /** Which of these companies are linked. */
    public Set<Long> companiesAmong(Collection<Long> mauticCompanyIds) {
        return mauticCompanyIds.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql("SELECT mautic_company_id FROM company_link WHERE mautic_company_id = ANY (:ids)")
                        .param("ids", mauticCompanyIds.toArray(Long[]::new))
                        .query(Long.class)
                        .list());
    }

    /** @throws ReferenceTaken where another Mautic contact has this INES contact */
    @Transactional
    public void save(ContactLink link) {
        pair.keep();
        try {
            if (write(UPDATE_CONTACT, link) == 0
                    && write(INSERT_CONTACT, link) == 0
                    && write(UPDATE_CONTACT, link) == 0) {
                throw new ReferenceTaken(link.inesContactRef(), null);
            }
        } catch (DuplicateKeyException e) {
            throw new ReferenceTaken(link.inesContactRef(), e);
        }
    }

    @Transactional
    public void save(CompanyLink link) {
        pair.keep();
        if (write(UPDATE_COMPANY, link) == 0 && write(INSERT_COMPANY, link) == 0) {
            write(UPDATE_COMPANY, link);
        }
    }

    /**
     * Likewise.
     *
     * @throws Overtaken where the contact was taken from this process, or was merged into another meanwhile: its link is that
     *     one's
     */
    @Transactional
    public void save(ContactLink link, Holder holder) {
        if (holder.name().isEmpty()) {
            save(link);
        } else if (!updateHeld(link, holder.name().get())) {
            if (winnerOf(link.mauticContactId()) != link.mauticContactId()) {
                throw new Overtaken();
            }
            save(link);
        }
    }

    /** @return false where it is not linked yet */
    private boolean updateHeld(ContactLink link, String holder) {
        try {
            boolean isUpdated = jdbc.sql(UPDATE_HELD_CONTACT).params(columns(link)).param("holder", holder)
                    .update() == 1;
            if (!isUpdated && !isHeld(link.mauticContactId(), holder)) {
                throw new Overtaken();
            }
            return isUpdated;
        } catch (DuplicateKeyException e) {
            throw new ReferenceTaken(link.inesContactRef(), e);
        }
    }

    private boolean isHeld(long mauticContactId, String holder) {
        return jdbc.sql(LOCK_HELD)
                .param("id", mauticContactId)
                .param("holder", holder)
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /**
     * Keeps what is about to be sent.
     *
     * @throws Overtaken where another process has the contact, or has changed what is kept of the company: then nothing was
     *     kept
     * @throws ReferenceTaken where another Mautic contact has this INES contact
     */
    @Transactional
    public void announce(Optional<ContactLink> contact, Optional<Pushed.Company> company, Holder holder) {
        if (company.isPresent() && !saveUnlessOvertaken(company.get())) {
            throw new Overtaken();
        }
        contact.ifPresent(link -> save(link, holder));
    }

    /**
     * Keeps how far a push is.
     *
     * @throws ReferenceTaken where another Mautic contact has this INES contact
     */
    @Transactional
    public void save(Pushed pushed) {
        save(pushed, Holder.WITHOUT_ROW);
    }

    /**
     * Likewise.
     *
     * @throws Overtaken where the contact was taken from this process: then nothing was kept
     */
    @Transactional
    public void save(Pushed pushed, Holder holder) {
        pushed.company().ifPresent(this::saveUnlessOvertaken);
        save(pushed.contact(), holder);
        pushed.email().ifPresent(
                digest -> jdbc.sql("UPDATE contact_link SET email = :digest WHERE mautic_contact_id = :id")
                        .param("digest", digest)
                        .param("id", pushed.contact().mauticContactId())
                        .update());
    }

    /**
     * Keeps a new link.
     *
     * @return false where the contact has one, or its INES contact another: then nothing was kept
     */
    boolean add(ContactLink link, Optional<String> email) {
        return jdbc.sql(INSERT_NEW_CONTACT + "ON CONFLICT DO NOTHING")
                .params(columns(link))
                .param("email", email.orElse(null))
                .update() == 1;
    }

    private record Locked(CompanyLink link, boolean isTaken) {}

    private boolean saveUnlessOvertaken(Pushed.Company company) {
        var now = jdbc.sql(LOCK_COMPANY)
                .param("id", company.link().mauticCompanyId())
                .param("writer", company.writer())
                .param("now", now())
                .query((row, number) -> new Locked(companyLink(row, number), row.getBoolean("taken")))
                .optional();
        boolean isAsBefore = now.map(Locked::link).equals(company.before()) && now.filter(Locked::isTaken).isEmpty();
        if (isAsBefore) {
            save(company.link());
        }
        return isAsBefore;
    }

    /**
     * Likewise, of contacts that have no link yet.
     *
     * @throws DuplicateKeyException where one has a link, or its INES contact another
     */
    void addAll(List<Pushed> pushed) {
        pushed.stream().map(Pushed::company).flatMap(Optional::stream).forEach(this::saveUnlessOvertaken);
        batches.batchUpdate(
                INSERT_NEW_CONTACT,
                pushed.stream()
                        .map(one -> new MapSqlParameterSource(columns(one.contact()))
                                .addValue("email", one.email().orElse(null)))
                        .toArray(SqlParameterSource[]::new));
    }

    /** Links whose references are to be written into Mautic now, into this process's fields; none where others were chosen. */
    public List<ContactLink> withReferencesDue(int limit) {
        return inFields(REFERENCES_DUE)
                .param("now", now())
                .param("limit", limit)
                .query(this::contactLink)
                .list();
    }

    /** Likewise, of one contact, due or not. */
    public Optional<ContactLink> withReferencesToWrite(long mauticContactId) {
        return inFields(SELECT_CONTACT + OF_CONTACT_TO_WRITE)
                .param("id", mauticContactId)
                .query(this::contactLink)
                .optional();
    }

    private JdbcClient.StatementSpec inFields(String sql) {
        return jdbc.sql(sql)
                .param("contactField", fields.contactReference())
                .param("clientField", fields.clientReference());
    }

    public long countReferencesToWrite() {
        return jdbc.sql("SELECT count(*) FROM contact_link WHERE references_written = FALSE")
                .query(Long.class)
                .single();
    }

    /** Since when the longest of them waits; empty where Mautic has all. */
    public Optional<Instant> referencesWaitSince() {
        return jdbc.sql(REFERENCES_WAIT_SINCE)
                .query((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }

    /**
     * How many contacts with a greater id have their references in Mautic, which has the contacts still.
     *
     * @param butSkippedFor reasons to be skipped for: who is, is not counted
     */
    public long countWrittenAfter(long contactId, Collection<String> butSkippedFor) {
        return jdbc.sql(COUNT_WRITTEN)
                .param("id", contactId)
                .param("reasons", butSkippedFor.toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    /**
     * Keeps that Mautic has the references of these contacts.
     *
     * @return of how many: the others got other references in the meantime, or are to have them in other fields
     */
    @Transactional
    public int referencesWritten(Collection<ContactLink> links) {
        jdbc.sql(LOCK_FIELDS).query(Integer.class).optional();
        return IntStream.of(batches.batchUpdate(
                REFERENCES_WRITTEN,
                links.stream()
                        .map(this::columns)
                        .map(MapSqlParameterSource::new)
                        .toArray(SqlParameterSource[]::new)))
                .sum();
    }

    /**
     * Likewise.
     *
     * @param overwritten who has another's references in Mautic since, and is to get its own again
     */
    @Transactional
    public int referencesWritten(Collection<ContactLink> links, Collection<Long> overwritten) {
        int written = referencesWritten(links);
        overwritten.forEach(this::referencesLost);
        return written;
    }

    /** Mautic refused them, perhaps because of its fields: they are tried again after {@link #AFTER_A_REFUSAL}. */
    public void referencesRefused(ContactLink link) {
        referencesDue(link, AFTER_A_REFUSAL);
    }

    /** Mautic fails for this contact only: its references are tried again after {@link #WHILE_HELD_UP}. */
    public void referencesHeldUp(ContactLink link) {
        referencesDue(link, WHILE_HELD_UP);
    }

    private void referencesDue(ContactLink link, Duration after) {
        jdbc.sql("UPDATE contact_link SET references_due_at = :due WHERE mautic_contact_id = :id")
                .param("id", link.mauticContactId())
                .param("due", now().plus(after))
                .update();
    }

    /**
     * Mautic holds other references than these, or none: they must be written again.
     *
     * @return whether they were not due already
     */
    public boolean referencesLost(long mauticContactId) {
        return jdbc.sql(REFERENCES_LOST).param("id", mauticContactId).param("now", now()).update() == 1;
    }

    /** INES no longer has what was last pushed: the next push must read INES even if nothing has changed in Mautic. */
    public void doubt(long mauticContactId) {
        jdbc.sql("UPDATE contact_link SET pushed = NULL WHERE mautic_contact_id = :id")
                .param("id", mauticContactId)
                .update();
    }

    /** The first {@code limit} links of contacts with a greater id, by id. */
    public List<ContactLink> contactsAfter(long mauticContactId, int limit) {
        return jdbc.sql(SELECT_CONTACT + AFTER)
                .param("id", mauticContactId)
                .param("limit", limit)
                .query(this::contactLink)
                .list();
    }

    public long countContacts() {
        return jdbc.sql("SELECT count(*) FROM contact_link").query(Long.class).single();
    }

    /** Mautic's contact is gone: INES's may be linked again. */
    public void forget(long mauticContactId) {
        jdbc.sql("DELETE FROM contact_link WHERE mautic_contact_id = :id").param("id", mauticContactId).update();
    }

    /**
     * A contact that Mautic merged into another takes its leads along, and its link and a creation without a known end,
     * unless the winner has one of its own: two creations both stay in the winner's way, and two INES contacts of one
     * person are a question for an administrator.
     */
    @Transactional
    public void followMerge(long loser, long winner) {
        if (loser != winner) {
            Merging.follow(jdbc, loser, winner, now());
        }
    }

    /**
     * As {@link #followMerge}, of one that was deleted and is there again.
     *
     * @param again the link that it has from now on, unless it has one of its own that INES may have still
     */
    @Transactional
    public void followImport(long deleted, ContactLink again) {
        Merging.giveUpGone(jdbc, deleted, again);
        followMerge(deleted, again.mauticContactId());
        if (contact(again.mauticContactId())
                .filter(link -> link.inesContactRef() == again.inesContactRef())
                .isPresent()) {
            save(again);
        }
    }

    /** The contact that this one lives on in, if Mautic merged it into another. */
    public long winnerOf(long mauticContactId) {
        return Merging.winnerOf(jdbc, mauticContactId);
    }

    /**
     * INES has a second contact of one that is linked.
     *
     * @param createdFor the contact for which it was created
     * @return false where nothing was merged into the contact, so that nothing explains it
     */
    boolean askWhichIsLeft(long mauticContactId, long createdFor, int secondContactRef) {
        return Merging.ask(jdbc, mauticContactId, createdFor, secondContactRef);
    }

    /** Links a company with a client that INES has already, unless it is linked. */
    @Transactional
    public void adopt(long mauticCompanyId, int inesClientRef) {
        pair.keep();
        write(INSERT_COMPANY, new CompanyLink(
                mauticCompanyId, inesClientRef, OptionalInt.empty(), Optional.empty(), Map.of()));
    }

    /**
     * The link of a contact, with those of others of its company that have its address, unless several people are known to
     * have it.
     */
    public List<ContactLink> contactAndThoseWithEmail(long mauticContactId, long mauticCompanyId, String digest) {
        return jdbc.sql(CONTACT_AND_THOSE_WITH_EMAIL)
                .param("id", mauticContactId)
                .param("companyId", mauticCompanyId)
                .param("digest", digest)
                .query(this::contactLink)
                .list();
    }

    /** Contacts that had an e-mail address with this digest when they were last pushed. */
    public List<ContactLink> contactsWithEmail(String digest, int limit) {
        return jdbc
                .sql(SELECT_CONTACT + "WHERE email = :digest ORDER BY mautic_contact_id FETCH FIRST :limit ROWS ONLY")
                .param("digest", digest)
                .param("limit", limit)
                .query(this::contactLink)
                .list();
    }

    /** Likewise, those of a company first. */
    public List<ContactLink> contactsWithEmail(String digest, long mauticCompanyId, int limit) {
        return jdbc.sql(SELECT_CONTACT + WITH_EMAIL_OF_COMPANY_FIRST)
                .param("digest", digest)
                .param("companyId", mauticCompanyId)
                .param("limit", limit)
                .query(this::contactLink)
                .list();
    }

    /** The newest contacts that had this primary company when they were last pushed, without one of them. */
    public List<ContactLink> contactsOfCompany(long mauticCompanyId, long but, int limit) {
        return jdbc.sql(SELECT_CONTACT + OF_COMPANY)
                .param("companyId", mauticCompanyId)
                .param("but", but)
                .param("limit", limit)
                .query(this::contactLink)
                .list();
    }

    /** Whether any contact had an e-mail address with one of these digests when it was last pushed. */
    public boolean hasAnyWithEmail(Collection<String> digests) {
        return jdbc.sql("SELECT count(*) FROM contact_link WHERE email = ANY (:digests)")
                .param("digests", digests.toArray(String[]::new))
                .query(Long.class)
                .single() > 0;
    }

    /** The link that the winner has after {@link #followMerge}, which may have been done or not. */
    public Optional<ContactLink> contactAfterMerge(long loser, long winner) {
        var own = contact(winner);
        return own.isPresent() || loser == winner ? own : contact(loser).map(link -> link.inheritedBy(winner));
    }

    private int write(String sql, ContactLink link) {
        return jdbc.sql(sql).params(columns(link)).update();
    }

    private Map<String, @Nullable Object> columns(ContactLink link) {
        var columns = new HashMap<String, @Nullable Object>();
        columns.put("id", link.mauticContactId());
        columns.put("contactRef", link.inesContactRef());
        columns.put("clientRef", link.inesClientRef());
        columns.put("companyId", link.mauticCompanyId());
        columns.put("pushed", link.pushed().orElse(null));
        columns.put("settled", json.writeValueAsString(link.settled()));
        columns.put("unanswered", text(link.unanswered()));
        columns.put("written", link.referencesWritten());
        columns.put("contactField", fields.contactReference());
        columns.put("clientField", fields.clientReference());
        columns.put("now", now());
        return columns;
    }

    private int write(String sql, CompanyLink link) {
        return jdbc.sql(sql)
                .param("id", link.mauticCompanyId())
                .param("clientRef", link.inesClientRef())
                .param("replaced", link.replacedClientRef().isPresent() ? link.replacedClientRef().getAsInt() : null)
                .param("pushed", link.pushed().orElse(null))
                .param("settled", json.writeValueAsString(link.settled()))
                .param("unanswered", text(link.unanswered()))
                .param("now", now())
                .update();
    }

    private @Nullable String text(Unanswered unanswered) {
        return unanswered.saysNothing() ? null : json.writeValueAsString(unanswered);
    }

    private Unanswered unanswered(ResultSet row) throws SQLException {
        var text = row.getString("unanswered");
        return text == null ? Unanswered.NOTHING : json.readValue(text, Unanswered.class);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private ContactLink contactLink(ResultSet row, int number) throws SQLException {
        return new ContactLink(
                row.getLong("mautic_contact_id"),
                row.getInt("ines_contact_ref"),
                row.getInt("ines_client_ref"),
                row.getLong("mautic_company_id"),
                Optional.ofNullable(row.getString("pushed")),
                json.readValue(row.getString("settled"), DIGESTS),
                unanswered(row),
                row.getBoolean("references_written"));
    }

    private CompanyLink companyLink(ResultSet row, int number) throws SQLException {
        return new CompanyLink(
                row.getLong("mautic_company_id"),
                row.getInt("ines_client_ref"),
                number(row, "replaced_client_ref"),
                Optional.ofNullable(row.getString("pushed")),
                json.readValue(row.getString("settled"), DIGESTS),
                unanswered(row));
    }

    private static OptionalInt number(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
