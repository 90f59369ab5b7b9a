package org.inesconnector.connector.queue;

import java.io.OutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.inesconnector.connector.messages.Messages;
import org.springframework.stereotype.Service;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/** The journal as a table for a spreadsheet, which must take no cell for a formula. */
@Service
public class JournalCsv {

    private static final CsvMapper CSV = new CsvMapper();

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** Without it a spreadsheet may take UTF-8 for something else. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final String BEGINS_A_FORMULA = "=+-@\t\r\n＝＋－＠";

    private static final List<String> COLUMNS = List.of("row", "queued", "tried", "state", "origin", "action",
            "contact",
            "email", "company", "failures", "outcome");

    private final Journal journal;

    JournalCsv(Journal journal) {
        this.journal = journal;
    }

    /** Writes every row that is meant, the newest first, in constant memory. The stream is left open. */
    public void write(JournalFilter filter, Locale locale, OutputStream to) throws IOException {
        var messages = Messages.in(locale);
        var writer = new OutputStreamWriter(to, StandardCharsets.UTF_8);
        writer.write(BYTE_ORDER_MARK);
        var rows = CSV.writer(CsvSchema.emptySchema().withColumnSeparator(separator(locale)))
                .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .writeValues(writer);
        rows.write(COLUMNS.stream().map(column -> messages.text("journal.column." + column)).toArray(String[]::new));
        journal.each(filter, row -> write(row, messages, filter.zone(), rows));
        rows.flush();
        writer.flush();
    }

    /** What a spreadsheet in that language expects. */
    public static char separator(Locale locale) {
        return locale.getLanguage().equals("fr") ? ';' : ',';
    }

    private static void write(JournalRow row, Messages messages, ZoneId zone, SequenceWriter to) {
        to.write(Stream.of(
                Long.toString(row.id()),
                time(row.queuedAt(), zone),
                row.attemptedAt().map(at -> time(at, zone)).orElse(""),
                messages.text(row.state().message()),
                messages.text(row.origin().message()),
                messages.text(row.action().message()),
                Long.toString(row.contactId()),
                row.email().orElse(""),
                row.company().orElse(""),
                Integer.toString(row.attempts()),
                row.outcome().map(messages::text).orElse(""))
                .map(JournalCsv::harmless)
                .toArray(String[]::new));
    }

    private static String time(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone));
    }

    /** A cell that no spreadsheet takes for a formula. */
    public static String harmless(String cell) {
        return !cell.isEmpty() && BEGINS_A_FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
