package org.inesconnector.ines.wsdl;

import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** INES writes {@code yyyy-MM-dd'T'HH:mm:ss}. A zone or a fraction of a second, should one come, is read and dropped. */
public final class ZonelessDateTime extends XmlAdapter<@Nullable String, @Nullable LocalDateTime> {

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    @Override
    public @Nullable LocalDateTime unmarshal(@Nullable String text) {
        return text == null || text.isBlank()
                ? null
                : LocalDateTime.parse(text.strip(), DateTimeFormatter.ISO_DATE_TIME).withNano(0);
    }

    @Override
    public @Nullable String marshal(@Nullable LocalDateTime moment) {
        return moment == null ? null : WRITTEN.format(moment);
    }
}
