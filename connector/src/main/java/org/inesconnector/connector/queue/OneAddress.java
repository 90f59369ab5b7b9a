package org.inesconnector.connector.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.inesconnector.connector.links.FirstMoment;
import org.inesconnector.connector.links.SharedAddresses;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.sync.SkipReason;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Contacts of one company with one address: a person says whether they are one person or several. */
@Service
public class OneAddress {

    private static final int MOST = 1000;

    /** As long as the contact stands where it was left because of it. */
    private static final String OPEN = """
            FROM same_address asked
            JOIN contact_standing standing ON standing.mautic_contact_id = asked.mautic_contact_id
            WHERE standing.reason = '%s'
            """.formatted(SkipReason.SAME_ADDRESS.name());

    private static final String QUESTIONS = """
            SELECT asked.mautic_contact_id, asked.other_contact_id, asked.noticed_at,
                   (SELECT link.ines_contact_ref FROM contact_link link
                    WHERE link.mautic_contact_id = asked.other_contact_id) AS other_contact_ref
            """ + OPEN;

    private static final String OLDEST = QUESTIONS + """
            ORDER BY asked.noticed_at, asked.mautic_contact_id
            FETCH FIRST :limit ROWS ONLY
            """;

    private static final String WITH_ADDRESS_OF = "SELECT asked.mautic_contact_id " + OPEN + """
            AND asked.email = (SELECT email FROM same_address WHERE mautic_contact_id = :contact)
            ORDER BY asked.mautic_contact_id
            """;

    /** The other one has another address or company now, or is not linked any more. */
    private static final String POINTLESS = "SELECT asked.mautic_contact_id " + OPEN + """
            AND asked.other_contact_id = ANY (:others)
            AND NOT EXISTS (
                SELECT 1 FROM contact_link link
                WHERE link.mautic_contact_id = asked.other_contact_id AND link.email = asked.email
                  AND link.mautic_company_id = COALESCE(asked.mautic_company_id, link.mautic_company_id))
            ORDER BY asked.mautic_contact_id
            """;

    private final JdbcClient jdbc;
    private final SharedAddresses addresses;
    private final Queue queue;
    private final TransactionTemplate transaction;

    OneAddress(JdbcClient jdbc, SharedAddresses addresses, Queue queue, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.addresses = addresses;
        this.queue = queue;
        this.transaction = transaction;
    }

    /** The oldest first, and not more than a person can see to. */
    public List<SameAddress> questions() {
        return jdbc.sql(OLDEST).param("limit", MOST).query(OneAddress::question).list();
    }

    public long countQuestions() {
        return jdbc.sql("SELECT count(*) " + OPEN).query(Long.class).single();
    }

    public Optional<Instant> askedSince() {
        return FirstMoment.of(jdbc.sql("SELECT min(asked.noticed_at) " + OPEN));
    }

    /**
     * Several people have the address: the contact is created, as whoever else has it.
     *
     * @return what was wrong with that, or empty where it is settled
     */
    public Optional<Message> several(long contact) {
        return settle(contact, withAddressOf(contact), () -> addresses.shared(contact));
    }

    /** It is one person, and Mautic has merged the two: it is looked at again, and asked again where it has not. */
    public Optional<Message> merged(long contact) {
        return settle(contact, withAddressOf(contact).stream().filter(one -> one == contact).toList(), () -> {});
    }

    /** Lets who waits because of one of these be looked at again, where that one is not in the way any more. */
    void goOnAfter(Collection<Long> others) {
        if (!others.isEmpty()) {
            again(jdbc.sql(POINTLESS).param("others", others.toArray(Long[]::new)).query(Long.class).list());
        }
    }

    private void again(List<Long> contacts) {
        queue.addAll(contacts.stream().map(one -> Wanted.update(one, Origin.ANSWER)).toList());
    }

    private List<Long> withAddressOf(long contact) {
        return jdbc.sql(WITH_ADDRESS_OF).param("contact", contact).query(Long.class).list();
    }

    private Optional<Message> settle(long contact, List<Long> again, Runnable answer) {
        if (!again.contains(contact)) {
            return Optional.of(Message.of("settle.no-address", contact));
        }
        transaction.executeWithoutResult(_ -> {
            answer.run();
            again(again);
        });
        return Optional.empty();
    }

    private static SameAddress question(ResultSet row, int number) throws SQLException {
        int reference = row.getInt("other_contact_ref");
        return new SameAddress(
                row.getLong("mautic_contact_id"),
                row.getLong("other_contact_id"),
                reference > 0 ? OptionalInt.of(reference) : OptionalInt.empty(),
                row.getObject("noticed_at", OffsetDateTime.class).toInstant());
    }
}
