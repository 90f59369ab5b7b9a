package org.inesconnector.connector.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.queue.JournalCsv;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * Findings as a table for a spreadsheet, which must take no cell for a formula: a line for each field, or for the finding
 * where it is not about fields.
 */
public final class AuditCsv implements AutoCloseable {

    private static final CsvMapper CSV = new CsvMapper();

    /** Without it a spreadsheet may take UTF-8 for something else. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final List<String> COLUMNS = List.of(
            "kind", "contact", "email", "contact-ref", "client-ref", "field", "ines", "mautic", "why", "remedy");

    private final Messages messages;
    private final OutputStreamWriter writer;
    private final SequenceWriter lines;

    /** @param to is left open */
    public AuditCsv(OutputStream to, Locale locale) throws IOException {
        messages = Messages.in(locale);
        writer = new OutputStreamWriter(to, StandardCharsets.UTF_8);
        writer.write(BYTE_ORDER_MARK);
        lines = CSV.writer(CsvSchema.emptySchema().withColumnSeparator(JournalCsv.separator(locale)))
                .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .writeValues(writer);
        lines.write(COLUMNS.stream().map(column -> messages.text("audit.column." + column)).toArray(String[]::new));
    }

    public void write(Drift drift) {
        if (drift.differences().isEmpty()) {
            write(drift, Optional.empty());
        }
        drift.differences().forEach(difference -> write(drift, Optional.of(difference)));
    }

    private void write(Drift drift, Optional<Drift.Difference> difference) {
        lines.write(Stream.of(
                messages.text(drift.kind().message()),
                Long.toString(drift.contact().id()),
                drift.contact().email().orElse(""),
                text(drift.contact().contactRef()),
                text(drift.contact().clientRef()),
                difference.map(Drift.Difference::label).map(messages::text).orElse(""),
                difference.flatMap(Drift.Difference::ines).orElse(""),
                difference.flatMap(Drift.Difference::mautic).orElse(""),
                messages.text(drift.why()),
                messages.text(drift.remedy().message()))
                .map(JournalCsv::harmless)
                .toArray(String[]::new));
    }

    private static String text(OptionalInt reference) {
        return reference.isPresent() ? Integer.toString(reference.getAsInt()) : "";
    }

    @Override
    public void close() throws IOException {
        lines.close();
        writer.flush();
    }
}
