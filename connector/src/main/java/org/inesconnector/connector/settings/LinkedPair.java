package org.inesconnector.connector.settings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.inesconnector.connector.messages.Message;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The INES account and the Mautic whose links the database has. */
@Repository
public class LinkedPair {

    private static final String SELECT = """
            SELECT ines_host, ines_account, mautic,
                   CASE WHEN EXISTS (SELECT 1 FROM contact_link) OR EXISTS (SELECT 1 FROM company_link)
                        THEN TRUE ELSE FALSE END AS linked,
                   CASE WHEN EXISTS (SELECT 1 FROM creation) OR EXISTS (SELECT 1 FROM flagged_contact)
                        THEN TRUE ELSE FALSE END AS otherwise
            FROM linked_pair WHERE id = 1
            """;

    private static final String WRITE = """
            UPDATE linked_pair SET ines_host = :host, ines_account = :account, mautic = :mautic WHERE id = 1
            """;

    private final JdbcClient jdbc;
    private final Optional<Pair> pair;
    /** What is linked stays: nobody but a person changes whose it is then, and every process starts anew. */
    private volatile boolean isCertain;

    public LinkedPair(JdbcClient jdbc, PairInForce inForce) {
        this.jdbc = jdbc;
        this.pair = inForce.pair();
    }

    /** @param isNothing nothing depends on whose it is */
    private record Kept(Optional<Pair> pair, boolean isLinked, boolean isNothing) {

        Optional<Pair> ofAnother(Pair one) {
            return pair.filter(kept -> !isNothing && !kept.equals(one));
        }

        boolean isLinkedWith(Pair one) {
            return isLinked && pair.filter(one::equals).isPresent();
        }
    }

    /** Empty also where nothing is linked yet. */
    static Optional<Pair> of(JdbcClient jdbc) {
        var kept = kept(jdbc);
        return kept.pair().filter(_ -> !kept.isNothing());
    }

    private static Kept kept(JdbcClient jdbc) {
        return jdbc.sql(SELECT).query(LinkedPair::ofRow).single();
    }

    private static Kept ofRow(ResultSet row, int number) throws SQLException {
        var host = Optional.ofNullable(row.getString("ines_host"));
        var pair = host.isEmpty()
                ? Optional.<Pair>empty()
                : Optional.of(new Pair(host.get(), row.getString("ines_account"), row.getString("mautic")));
        boolean isLinked = row.getBoolean("linked");
        return new Kept(pair, isLinked, !isLinked && !row.getBoolean("otherwise"));
    }

    /** Whether {@link #keep} has nothing to do any more. */
    public boolean isCertain() {
        return isCertain;
    }

    /** Why nothing may be sent: since this process was started another one has linked what is another pair's. */
    public Optional<Message> inTheWay() {
        if (isCertain || pair.isEmpty()) {
            return Optional.empty();
        }
        var kept = kept(jdbc);
        isCertain = kept.isLinkedWith(pair.get());
        return kept.ofAnother(pair.get()).map(linked -> PairInForce.held(linked, pair.get()));
    }

    /** That nothing would be sent by settings that name this pair: what is linked is another's. */
    public Optional<Message> wouldHold(Pair one) {
        return kept(jdbc).ofAnother(one)
                .map(linked -> Message.of("pair.would-hold", linked.words(one), one.words(linked)));
    }

    /**
     * Records which pair this database belongs to, in the transaction that creates or links its first record: of two processes
     * that start at once with different settings, the first decides.
     *
     * @throws AnotherPair where what is linked is another's
     */
    public void keep() {
        if (isCertain || pair.isEmpty()) {
            return;
        }
        var now = pair.get();
        if (!kept(jdbc).isLinkedWith(now)) {
            lock();
            var kept = kept(jdbc);
            kept.ofAnother(now).ifPresent(linked -> {
                throw new AnotherPair(PairInForce.held(linked, now));
            });
            write(now);
        }
    }

    /** Of links that are older than this is known: they are those of the settings in force. */
    void keepOfOlderLinks() {
        lock();
        var kept = kept(jdbc);
        pair.filter(_ -> kept.pair().isEmpty() && !kept.isNothing()).ifPresent(this::write);
    }

    /**
     * What is linked is the pair's in force, whatever was kept.
     *
     * @return false where that was kept already
     */
    boolean isOfThis(Pair now) {
        lock();
        var another = kept(jdbc).ofAnother(now);
        another.ifPresent(_ -> write(now));
        return another.isPresent();
    }

    private void lock() {
        jdbc.sql("SELECT id FROM linked_pair WHERE id = 1 FOR UPDATE").query(Integer.class).single();
    }

    private void write(Pair now) {
        jdbc.sql(WRITE)
                .param("host", now.inesHost())
                .param("account", now.inesAccount())
                .param("mautic", now.mautic())
                .update();
    }
}
