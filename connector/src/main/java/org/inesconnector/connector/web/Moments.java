package org.inesconnector.connector.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Moments as people write them, in the zone of the settings: a page's {@code moments}. */
public final class Moments {

    private final ZoneId zone;
    private final Locale locale;

    Moments(ZoneId zone, Locale locale) {
        this.zone = zone;
        this.locale = locale;
    }

    /** Date and time, to the second. */
    public String text(Instant moment) {
        return write(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM), moment);
    }

    /** The time of day, to the minute. */
    public String time(Instant moment) {
        return write(DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT), moment);
    }

    public String date(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale).format(date);
    }

    /** Day and month in a few characters, where there is little room. */
    public String day(LocalDate date) {
        return DateTimeFormatter.ofPattern("d MMM", locale).format(date);
    }

    /** Whose clock it is. */
    public String zone() {
        return zone.getId();
    }

    private String write(DateTimeFormatter format, Instant moment) {
        return format.withLocale(locale).withZone(zone).format(moment);
    }
}
