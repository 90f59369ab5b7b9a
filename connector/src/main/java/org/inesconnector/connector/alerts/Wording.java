package org.inesconnector.connector.alerts;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.messages.Messages;

/**
 * What people read: what is wrong, since when, and what to do.
 *
 * @param address where people open the connector's pages, where that is known
 */
record Wording(Locale language, ZoneId zone, Optional<String> address) {

    /** Of what others have said, so much is told at most. */
    private static final int LONGEST_REASON = 1000;

    Notice notice(Due due) {
        return switch (due) {
            case Due.Trouble(var _, var course) -> trouble(course);
            case Due.Over(var _, var course) -> over(course);
        };
    }

    private Notice trouble(Course course) {
        var condition = course.condition();
        return notice(
                words().text("alert.subject", condition.title()),
                Stream.of(
                        cut(words().text(course.why())),
                        words().text("alert.since", moment(course.since())),
                        words().text("alert.to-do", condition.advice())),
                condition.page());
    }

    private Notice over(Course course) {
        var condition = course.condition();
        return notice(
                words().text("alert.subject.over", condition.title()),
                Stream.of(
                        words().text(
                                "alert.over", condition.title(), moment(course.ended().orElse(course.lookedAt())),
                                moment(course.since())),
                        words().text("alert.nothing-to-do")),
                condition.page());
    }

    Notice test() {
        return notice(
                words().text("alert.test.subject"), Stream.of(words().text("alert.test.text")), "/settings/alerts");
    }

    private Notice notice(String subject, Stream<String> paragraphs, String page) {
        return new Notice(
                subject,
                Stream.concat(paragraphs, address.map(root -> words().text("alert.page", root + page)).stream())
                        .collect(Collectors.joining("\n\n", "", "\n")));
    }

    private static String cut(String text) {
        var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line;
    }

    private Messages words() {
        return Messages.in(language);
    }

    private String moment(Instant moment) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                .withLocale(language)
                .withZone(zone)
                .format(moment) + " (" + zone.getId() + ")";
    }
}
