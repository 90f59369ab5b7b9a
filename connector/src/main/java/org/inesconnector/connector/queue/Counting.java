package org.inesconnector.connector.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Counts what was done, for whoever looks, and not more often than anybody can see a difference. */
@Service
public class Counting {

    private static final int DAYS = 14;
    private static final int MINUTES = 60;

    private static final Freshness FRESH = new Freshness(Duration.ofSeconds(4), 10, Duration.ofMinutes(1));
    /** What became of former days changes only where one of their rows is tried again. */
    private static final Duration FRESH_OF_FORMER_DAYS = Duration.ofMinutes(10);

    /** In pieces of which every time zone's day is made up. */
    private static final int QUARTER_OF_AN_HOUR = 900;

    private static final int MINUTE = 60;

    /**
     * Whole numbers throughout: H2 divides by a parameter without a type to a hundred thousand places. States are chosen at the
     * end: before, it would find rows by them, all that were ever done.
     */
    static final String ENDED = """
            SELECT piece, state, count(*) AS number
            FROM (SELECT CAST(FLOOR(EXTRACT(EPOCH FROM attempted_at)) AS BIGINT) / CAST(:seconds AS INTEGER) AS piece, state
                  FROM synchronisation WHERE attempted_at >= :begin AND attempted_at < :end) tried
            GROUP BY piece, state
            HAVING state = 'DONE' OR state = 'SKIPPED' OR state = 'FAILED'
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final QueueLength lengths;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Counted last;
    private @Nullable FormerDays formerDays;

    Counting(JdbcClient jdbc, InstantSource clock, QueueLength lengths) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.lengths = lengths;
    }

    private record Counted(Figures figures, ZoneId zone, Instant until) {

        boolean holdsFor(Instant now, ZoneId wanted) {
            return zone.equals(wanted) && until.isAfter(now);
        }
    }

    private record FormerDays(Instant at, ZoneId zone, LocalDate today, List<Figures.Day> days) {

        boolean holdsFor(Instant now, ZoneId wanted) {
            return zone.equals(wanted) && today.equals(LocalDate.ofInstant(now, wanted))
                    && at.plus(FRESH_OF_FORMER_DAYS).isAfter(now);
        }
    }

    /** @param zone whose days */
    public Figures figures(ZoneId zone) {
        lock.lock();
        try {
            var now = clock.instant();
            var known = last;
            if (known == null || !known.holdsFor(now, zone)) {
                var figures = count(now, zone);
                var counted = clock.instant();
                known = new Counted(figures, zone, counted.plus(FRESH.after(Duration.between(now, counted))));
                last = known;
            }
            return known.figures();
        } finally {
            lock.unlock();
        }
    }

    private Figures count(Instant now, ZoneId zone) {
        var today = LocalDate.ofInstant(now, zone);
        var days = new ArrayList<>(formerDays(now, today, zone));
        days.add(days(today, today, zone).getFirst());
        return new Figures(now, lengths.waiting(), days, minutes(now), lengths.all());
    }

    private List<Figures.Day> formerDays(Instant now, LocalDate today, ZoneId zone) {
        var known = formerDays;
        if (known == null || !known.holdsFor(now, zone)) {
            known = new FormerDays(now, zone, today, days(today.minusDays(DAYS - 1), today.minusDays(1), zone));
            formerDays = known;
        }
        return known.days();
    }

    private List<Figures.Day> days(LocalDate first, LocalDate last, ZoneId zone) {
        var pieces = pieces(QUARTER_OF_AN_HOUR, first.atStartOfDay(zone).toInstant(),
                last.plusDays(1).atStartOfDay(zone).toInstant());
        var byDay = new TreeMap<LocalDate, Map<RowState, Long>>();
        pieces.forEach((begin, states) -> {
            var day = byDay.computeIfAbsent(LocalDate.ofInstant(begin, zone), _ -> new EnumMap<>(RowState.class));
            states.forEach((state, number) -> day.merge(state, number, Long::sum));
        });
        return first.datesUntil(last.plusDays(1)).map(date -> day(date, byDay.getOrDefault(date, Map.of()))).toList();
    }

    private static Figures.Day day(LocalDate date, Map<RowState, Long> states) {
        return new Figures.Day(
                date,
                states.getOrDefault(RowState.DONE, 0L),
                states.getOrDefault(RowState.SKIPPED, 0L),
                states.getOrDefault(RowState.FAILED, 0L));
    }

    private List<Integer> minutes(Instant now) {
        var begin = Instant.ofEpochSecond((now.getEpochSecond() / MINUTE - MINUTES + 1) * MINUTE);
        var pieces = pieces(MINUTE, begin, now.plusSeconds(MINUTE));
        return IntStream.range(0, MINUTES)
                .mapToObj(minute -> sum(
                        pieces.getOrDefault(begin.plusSeconds((long) minute * MINUTE), Map.of()).values()))
                .toList();
    }

    private static int sum(Collection<Long> numbers) {
        return (int) numbers.stream().mapToLong(Long::longValue).sum();
    }

    /** By the moment each begins at. */
    private Map<Instant, Map<RowState, Long>> pieces(int seconds, Instant begin, Instant end) {
        var pieces = new TreeMap<Instant, Map<RowState, Long>>();
        jdbc.sql(ENDED)
                .param("seconds", seconds)
                .param("begin", begin.atOffset(ZoneOffset.UTC))
                .param("end", end.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    pieces.computeIfAbsent(
                            Instant.ofEpochSecond(row.getLong("piece") * seconds), _ -> new EnumMap<>(RowState.class))
                            .put(RowState.valueOf(row.getString("state")), row.getLong("number"));
                });
        return pieces;
    }
}
