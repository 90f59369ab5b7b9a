package org.inesconnector.connector.links;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.MessageText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Creations at INES whose answer is not known yet. The row is committed before the call; one that outlives its lease,
 * or whose call ended without a clear answer, is uncertain until a person settles it.
 */
@Repository
public class Creations {

    private static final Logger LOG = LoggerFactory.getLogger(Creations.class);

    private static final RetryTemplate UNTIL_KEPT = new RetryTemplate(RetryPolicy.builder()
            .includes(DataAccessException.class, TransactionException.class)
            .maxRetries(5)
            .delay(Duration.ofMillis(200))
            .multiplier(2)
            .build());

    /** Where the database has just not taken another one. */
    private static final RetryTemplate ONCE = new RetryTemplate(RetryPolicy.withMaxRetries(0));

    private static final String SELECT = """
            SELECT id, mautic_contact_id, merged_into, new_client_of, state, reason, started_at, lease_until, intent
            FROM creation
            """;

    private static final String IN_THE_WAY = """
            WHERE mautic_contact_id IN (:contactIds) OR merged_into IN (:contactIds) OR new_client_of = :companyId
            ORDER BY id
            """;

    private static final String INSERT = """
            INSERT INTO creation (mautic_contact_id, new_client_of, created_with, state, started_at, lease_until, intent)
            VALUES (:contactId, :companyId, :createdWith, 'STARTED', :now, :leaseUntil, :intent)
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
    private final Links links;
    private final Leads leads;
    private final TransactionOperations transaction;
    private final JsonMapper json = JsonMapper.shared();

    Creations(
            JdbcClient jdbc,
            NamedParameterJdbcOperations batches,
            InstantSource clock,
            Links links,
            Leads leads,
            TransactionOperations transaction) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
        this.links = links;
        this.leads = leads;
        this.transaction = transaction;
    }

    /**
     * Commits the intent to create.
     *
     * @param lease how long an answer may take; after that the process is taken for dead
     */
    public Begin begin(Intent intent, Duration lease) {
        var open = open(intent.mauticContactId(), intent.newClientOf());
        if (open.isPresent()) {
            return open.get();
        }
        try {
            return new Begin.Started(insert(intent, lease, null));
        } catch (DuplicateKeyException _) {
            return new Begin.InProgress();
        }
    }

    private List<Long> insertTogether(List<Intent> intents, Duration lease) {
        long first = insert(intents.getFirst(), lease, null);
        var others = intents.stream()
                .skip(1)
                .map(intent -> new MapSqlParameterSource(columns(intent, lease, first)))
                .toArray(SqlParameterSource[]::new);
        var ids = new GeneratedKeyHolder();
        batches.batchUpdate(INSERT, others, ids, new String[]{"id"});
        return Stream.concat(
                Stream.of(first), ids.getKeyList().stream().map(Creations::id)).toList();
    }

    private static long id(Map<String, Object> key) {
        return ((Number) Objects.requireNonNull(key.get("id"))).longValue();
    }

    private long insert(Intent intent, Duration lease, @Nullable Long createdWith) {
        var id = new GeneratedKeyHolder();
        jdbc.sql(INSERT).params(columns(intent, lease, createdWith)).update(id, "id");
        return Objects.requireNonNull(id.getKeyAs(Long.class));
    }

    private Map<String, @Nullable Object> columns(Intent intent, Duration lease, @Nullable Long createdWith) {
        var columns = new HashMap<String, @Nullable Object>();
        columns.put("contactId", intent.mauticContactId());
        columns.put("companyId", nullable(intent.newClientOf()));
        columns.put("createdWith", createdWith);
        columns.put("now", now());
        columns.put("leaseUntil", now().plus(lease));
        columns.put("intent", json.writeValueAsString(intent));
        return columns;
    }

    /**
     * Likewise, of several that one call creates, the first one with the client: all of them or none.
     *
     * @return their ids, in the order given; empty where something stands in the way of one
     */
    public Optional<List<Long>> beginTogether(List<Intent> intents, Duration lease) {
        var contactIds = intents.stream().map(Intent::mauticContactId).toList();
        if (isAnyOpen(contactIds, intents.getFirst().newClientOf())) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(transaction.execute(_ -> insertTogether(intents, lease)));
        } catch (DuplicateKeyException _) {
            return Optional.empty();
        }
    }

    /** What stands in the way of a creation, if anything does. */
    public Optional<Begin> open(long mauticContactId, OptionalLong newClientOf) {
        return open(List.of(mauticContactId), newClientOf).stream().findFirst().map(this::begin);
    }

    /** Whether anything stands in the way of one of several. */
    public boolean isAnyOpen(List<Long> mauticContactIds, OptionalLong newClientOf) {
        return !open(mauticContactIds, newClientOf).isEmpty();
    }

    private List<OpenCreation> open(List<Long> mauticContactIds, OptionalLong newClientOf) {
        return jdbc.sql(SELECT + IN_THE_WAY)
                .param("contactIds", mauticContactIds)
                .param("companyId", nullable(newClientOf))
                .query(this::creation)
                .list();
    }

    private Begin begin(OpenCreation creation) {
        return creation.uncertainBecause()
                .<Begin>map(reason -> new Begin.Uncertain(creation.mauticContactId(), reason))
                .orElseGet(Begin.InProgress::new);
    }

    /**
     * The answer came, or a person named it: links and the lead that is due are committed together, and the intent is
     * gone. Tried until the database takes it.
     *
     * @param contactRef empty where only a client was created
     * @throws ReferenceTaken where another Mautic contact has this INES contact; the intent stays
     * @throws AnswerNotKept where the database does not take it
     */
    public void succeeded(long creationId, Intent intent, OptionalInt contactRef, int clientRef) {
        succeeded(creationId, intent, contactRef, clientRef, _ -> Optional.empty());
    }

    /**
     * Likewise.
     *
     * @param complete what is to be kept besides, where nothing else is to be done for the contact
     */
    public void succeeded(
            long creationId,
            Intent intent,
            OptionalInt contactRef,
            int clientRef,
            Function<ContactLink, Optional<Pushed>> complete) {
        succeeded(creationId, intent, contactRef, clientRef, complete, UNTIL_KEPT);
    }

    private void succeeded(
            long creationId,
            Intent intent,
            OptionalInt contactRef,
            int clientRef,
            Function<ContactLink, Optional<Pushed>> complete,
            RetryTemplate tries) {
        try {
            tries.execute(() -> {
                transaction.executeWithoutResult(_ -> keep(creationId, intent, contactRef, clientRef, complete));
                return clientRef;
            });
        } catch (RetryException e) {
            LOG.error("INES has contact {} as contact {} of client {}, which could not be kept",
                    intent.mauticContactId(), contactRef, clientRef, e);
            if (e.getCause() instanceof ReferenceTaken taken) {
                keepClient(intent, clientRef);
                throw taken;
            }
            throw new AnswerNotKept(Message.of("uncertain.not-kept", contactRef.orElse(0), clientRef), e);
        }
    }

    /**
     * INES has created the client, and does not say which contact with it.
     *
     * @throws AnswerNotKept where the database does not take it; it is in the log
     */
    public void clientOnly(Intent intent, int clientRef) {
        try {
            UNTIL_KEPT.execute(() -> {
                transaction.executeWithoutResult(_ -> keepClient(intent, clientRef));
                return clientRef;
            });
        } catch (RetryException e) {
            LOG.error("INES has client {} of company {}, which could not be kept", clientRef,
                    intent.mauticCompanyId(), e);
            throw new AnswerNotKept(Message.of("uncertain.not-kept", 0, clientRef), e);
        }
    }

    /**
     * One of the contacts that one call created, and its INES reference.
     *
     * @param complete what is to be kept besides, where nothing else is to be done for the contact
     */
    public record Answered(
            long creationId, Intent intent, int contactRef, Function<ContactLink, Optional<Pushed>> complete) {

        private Pushed asCreated(int clientRef) {
            var link = intent.contactLink(intent.mauticContactId(), contactRef, clientRef);
            return complete.apply(link).orElseGet(() -> new Pushed(Optional.empty(), link, Optional.empty()));
        }

        private OptionalInt reference() {
            return OptionalInt.of(contactRef);
        }
    }

    /**
     * Likewise, of several that one call created: all together, else one by one.
     *
     * @return why some could not be kept, by their creation's id
     */
    public Map<Long, RuntimeException> succeededTogether(List<Answered> answers, int clientRef) {
        if (answers.isEmpty()) {
            return Map.of();
        }
        try {
            transaction.executeWithoutResult(_ -> keepTogether(answers, clientRef));
            return Map.of();
        } catch (RuntimeException e) {
            LOG.warn("INES has created client {} with contacts {} (by Mautic's ids), which could not be kept at once",
                    clientRef,
                    answers.stream().map(one -> one.intent().mauticContactId() + "=" + one.contactRef()).toList(),
                    e);
        }
        var notKept = new HashMap<Long, RuntimeException>();
        var tries = UNTIL_KEPT;
        for (var answer : answers) {
            try {
                succeeded(answer.creationId(), answer.intent(), answer.reference(), clientRef, answer.complete(),
                        tries);
                tries = UNTIL_KEPT;
            } catch (ReferenceTaken e) {
                notKept.put(answer.creationId(), e);
            } catch (AnswerNotKept e) {
                notKept.put(answer.creationId(), e);
                tries = ONCE;
            }
        }
        return notKept;
    }

    private void keepTogether(List<Answered> answers, int clientRef) {
        var ids = answers.stream().map(Answered::creationId).toList();
        var asBegun = answers.stream().map(answer -> answer.intent().mauticContactId()).toList();
        var now = jdbc.sql("SELECT mautic_contact_id FROM creation WHERE id IN (:ids) ORDER BY id FOR UPDATE")
                .param("ids", ids)
                .query(Long.class)
                .list();
        if (!now.equals(asBegun)) {
            throw new SettledMeanwhile();
        }
        keepClient(answers.getFirst().intent(), clientRef);
        var created = answers.stream().map(answer -> answer.asCreated(clientRef)).toList();
        links.addAll(created);
        leads.addAll(IntStream.range(0, created.size())
                .boxed()
                .flatMap(i -> answers.get(i).intent().lead().stream()
                        .map(draft -> new Leads.Due(created.get(i).contact(), draft)))
                .toList());
        abandon(ids);
    }

    private static final class SettledMeanwhile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private SettledMeanwhile() {
            super("One of them was settled or merged while they were under way");
        }
    }

    private void keep(
            long creationId,
            Intent intent,
            OptionalInt contactRef,
            int clientRef,
            Function<ContactLink, Optional<Pushed>> complete) {
        var creation = lock(creationId);
        if (creation.isEmpty()) {
            LOG.warn("The creation of contact {} was settled while it was under way: INES has it as {} of client {}",
                    intent.mauticContactId(), contactRef, clientRef);
        }
        keepClient(intent, clientRef);
        contactRef.ifPresent(reference -> complete
                .apply(keepContact(intent, holder(intent, creation), reference, clientRef))
                .ifPresent(links::save));
        abandon(creationId);
    }

    /** The contact may have been merged into another since, which took the intent along. */
    private long holder(Intent intent, Optional<OpenCreation> creation) {
        return creation.map(OpenCreation::mauticContactId)
                .filter(winner -> links.contact(winner).isEmpty())
                .orElse(intent.mauticContactId());
    }

    /** A link that somebody else has made meanwhile stays. */
    private void keepClient(Intent intent, int clientRef) {
        var before = links.company(intent.mauticCompanyId());
        boolean replaced = intent.newClientOf().isPresent() && before
                .filter(link -> intent.replacedClientRef().equals(OptionalInt.of(link.inesClientRef())))
                .isPresent();
        if (before.isEmpty() || replaced) {
            links.save(intent.companyLink(clientRef));
        }
    }

    private ContactLink keepContact(Intent intent, long holder, int contactRef, int clientRef) {
        var link = intent.contactLink(holder, contactRef, clientRef);
        links.save(link);
        intent.lead().ifPresent(draft -> leads.add(link, draft));
        return link;
    }

    private Optional<OpenCreation> lock(long id) {
        return jdbc.sql(SELECT + "WHERE id = :id FOR UPDATE").param("id", id).query(this::creation).optional();
    }

    /** Nothing was created. */
    public void abandon(long creationId) {
        abandon(List.of(creationId));
    }

    /** Likewise. */
    public void abandon(List<Long> creationIds) {
        jdbc.sql("DELETE FROM creation WHERE id IN (:ids)").param("ids", creationIds).update();
    }

    /** Something may have been created. */
    public void uncertain(long creationId, Message reason) {
        jdbc.sql(MARK_UNCERTAIN).param("id", creationId).param("reason", MessageText.write(reason)).update();
    }

    /** Nothing was created, nor what the same call was to create beside it. */
    public void abandon(OpenCreation creation) {
        jdbc.sql(ABANDON_WITH_OTHERS)
                .param("id", creation.id())
                .param("companyId", creation.newClientOf().orElse(0))
                .update();
    }

    public Optional<OpenCreation> of(long mauticContactId) {
        return jdbc.sql(SELECT + "WHERE mautic_contact_id = :contactId")
                .param("contactId", mauticContactId)
                .query(this::creation)
                .optional();
    }

    public List<OpenCreation> all() {
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
