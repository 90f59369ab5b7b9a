package org.inesconnector.connector.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.inesconnector.connector.sync.SyncSettings;
import org.springframework.context.ApplicationContext;

/** Moments on a terminal, to the second, by the clock of the settings. */
record ClockTime(ZoneId zone) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private static final DateTimeFormatter TIME_AND_CLOCK = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss VV");

    static ClockTime of(ApplicationContext context) {
        return new ClockTime(context.getBean(SyncSettings.class).timeZone());
    }

    /** With whose clock it is. */
    String text(Instant moment) {
        return TIME_AND_CLOCK.format(moment.atZone(zone));
    }

    /** Where the clock is named once for all. */
    String withoutClock(Instant moment) {
        return TIME.format(moment.atZone(zone));
    }
}
