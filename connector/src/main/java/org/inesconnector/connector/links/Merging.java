package org.inesconnector.connector.links;

import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Gives a winner what is kept of the contact that Mautic merged into it. */
final class Merging {

    /** That contact may itself have won earlier ones. */
    private static final String EARLIER_LOSERS = """
            UPDATE merged_contact SET winner = :winner WHERE winner = :loser
            """;

    private static final String KEEP = """
            INSERT INTO merged_contact (mautic_contact_id, winner, merged_at)
            VALUES (:loser, :winner, :now)
            ON CONFLICT DO NOTHING
            """;

    /** INES does not have the contact of a link. */
    private static final String IS_MISSING = """
            EXISTS (
                SELECT 1 FROM missing_at_ines missing
                WHERE missing.concept = 'CONTACT' AND missing.reference = contact_link.ines_contact_ref)""";

    /** A person was asked about the two and has merged them, since INES does not have the winner's any more. */
    private static final String WINNER_IS_GONE = """
            DELETE FROM contact_link
            WHERE mautic_contact_id = :winner
              AND EXISTS (SELECT 1 FROM contact_link other WHERE other.mautic_contact_id = :loser)
              AND EXISTS (
                SELECT 1 FROM same_address asked
                WHERE asked.mautic_contact_id = :winner AND asked.other_contact_id = :loser)
              AND %s
            """.formatted(IS_MISSING);

    /** Of one that has become another's, since INES does not have its own any more. */
    private static final String OWN_IS_GONE = """
            DELETE FROM contact_link
            WHERE mautic_contact_id = :contact AND ines_contact_ref <> :again
              AND EXISTS (
                SELECT 1 FROM contact_link other
                WHERE other.mautic_contact_id = :deleted AND other.ines_contact_ref = :again)
              AND %s
            """.formatted(IS_MISSING);

    /** Not where the same is so of the loser's: there is nothing to be merged at INES. */
    private static final String BOTH_LINKED = """
            UPDATE merged_contact
            SET second_contact_ref = (SELECT ines_contact_ref FROM contact_link WHERE mautic_contact_id = :loser)
            WHERE mautic_contact_id = :loser
              AND EXISTS (SELECT 1 FROM contact_link WHERE mautic_contact_id = :loser)
              AND EXISTS (SELECT 1 FROM contact_link WHERE mautic_contact_id = :winner)
              AND NOT EXISTS (
                SELECT 1 FROM contact_link link
                JOIN same_address asked ON asked.mautic_contact_id = link.mautic_contact_id
                JOIN missing_at_ines missing ON missing.reference = link.ines_contact_ref
                WHERE link.mautic_contact_id = :loser AND asked.other_contact_id = :winner
                  AND missing.concept = 'CONTACT')
            """;

    private static final String LINK_FOLLOWS = """
            UPDATE contact_link
            SET mautic_contact_id = :winner, pushed = NULL, references_written = FALSE,
                linked_at = CASE WHEN references_written THEN :now ELSE linked_at END
            WHERE mautic_contact_id = :loser
              AND NOT EXISTS (SELECT 1 FROM contact_link WHERE mautic_contact_id = :winner)
            """;

    /** Mautic may have given it the loser's references. */
    private static final String WINNER_STAYS_LINKED = """
            UPDATE contact_link SET pushed = NULL, references_written = FALSE,
                linked_at = CASE WHEN references_written THEN :now ELSE linked_at END
            WHERE mautic_contact_id = :winner
              AND EXISTS (SELECT 1 FROM contact_link WHERE mautic_contact_id = :loser)
            """;

    /** Only there where the winner has a link of its own. */
    private static final String SECOND_LINK_GOES = "DELETE FROM contact_link WHERE mautic_contact_id = :loser";

    private static final String CREATION_FOLLOWS = """
            UPDATE creation SET mautic_contact_id = :winner
            WHERE mautic_contact_id = :loser
              AND NOT EXISTS (SELECT 1 FROM creation WHERE mautic_contact_id = :winner)
            """;

    private static final String CREATION_IN_THE_WAY = """
            UPDATE creation SET merged_into = :winner WHERE mautic_contact_id = :loser OR merged_into = :loser
            """;

    private static final String WINNER = "SELECT winner FROM merged_contact WHERE mautic_contact_id = :contact";

    private static final String IS_ASKED = """
            SELECT count(*) FROM merged_contact WHERE winner = :winner AND second_contact_ref = :second
            """;

    /** Rather under the one for which it was created, else under the one that was merged last. */
    private static final String ASK = """
            UPDATE merged_contact SET second_contact_ref = :second
            WHERE mautic_contact_id = (
                SELECT mautic_contact_id FROM merged_contact
                WHERE winner = :winner AND second_contact_ref IS NULL
                ORDER BY CASE WHEN mautic_contact_id = :createdFor THEN 0 ELSE 1 END, merged_at DESC, mautic_contact_id
                FETCH FIRST 1 ROW ONLY)
            """;

    private static final String LEADS_FOLLOW = "UPDATE lead SET mautic_contact_id = :winner WHERE mautic_contact_id = :loser";

    private static final String ADDRESS_QUESTIONS_FOLLOW = """
            UPDATE same_address SET other_contact_id = :winner
            WHERE other_contact_id = :loser AND mautic_contact_id <> :winner
            """;

    /** The creation first: an answer to it that is being kept at this moment is waited for, and its link seen then. */
    private static final List<String> IN_ORDER = List.of(
            EARLIER_LOSERS, CREATION_FOLLOWS, CREATION_IN_THE_WAY, WINNER_IS_GONE, BOTH_LINKED, LINK_FOLLOWS,
            WINNER_STAYS_LINKED, SECOND_LINK_GOES, LEADS_FOLLOW, ADDRESS_QUESTIONS_FOLLOW);

    private Merging() {}

    static void follow(JdbcClient jdbc, long loser, long winner, OffsetDateTime now) {
        jdbc.sql(KEEP).param("loser", loser).param("winner", winner).param("now", now).update();
        IN_ORDER.forEach(sql -> jdbc.sql(sql)
                .param("loser", loser)
                .param("winner", winner)
                .param("now", now)
                .update());
    }

    /** Before {@link #follow}, where INES's contact of one that was deleted is this one's instead of one that is gone. */
    static void giveUpGone(JdbcClient jdbc, long deleted, ContactLink again) {
        jdbc.sql(OWN_IS_GONE)
                .param("contact", again.mauticContactId())
                .param("again", again.inesContactRef())
                .param("deleted", deleted)
                .update();
    }

    /** The contact that this one lives on in: itself, where it was not merged. */
    static long winnerOf(JdbcClient jdbc, long contact) {
        return jdbc.sql(WINNER).param("contact", contact).query(Long.class).optional().orElse(contact);
    }

    /** Lets a person say which INES contact is left. @return false where nothing was merged into the contact */
    static boolean ask(JdbcClient jdbc, long winner, long createdFor, int secondContactRef) {
        return jdbc.sql(IS_ASKED).param("winner", winner).param("second", secondContactRef).query(Long.class)
                .single() > 0
                || jdbc.sql(ASK)
                        .param("winner", winner)
                        .param("createdFor", createdFor)
                        .param("second", secondContactRef)
                        .update() == 1;
    }
}
