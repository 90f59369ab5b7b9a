package org.inesconnector.connector.sync;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.inesconnector.connector.mapping.FieldMapping;
import org.inesconnector.connector.mapping.Schema;
import org.inesconnector.connector.mapping.ValueKind;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.InesValue;
import org.inesconnector.ines.ValueList;
import org.inesconnector.ines.ValueListEntry;
import org.inesconnector.ines.XmlText;
import org.inesconnector.mautic.MauticField;
import org.springframework.web.util.HtmlUtils;

/**
 * Every conversion of a Mautic value to the type that INES wants, in one place. What cannot be converted is a reason,
 * not a guess.
 */
final class Conversion {

    /** Mautic stores the values of a multi-select with {@code |}, older versions and imports with {@code ^,^}. */
    private static final Pattern SEPARATOR = Pattern.compile("\\^,\\^|\\|");

    /** Without an exponent: a few characters could otherwise ask for a number of a billion digits. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]*\\.?[0-9]*");

    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final Pattern GROUPING = Pattern.compile("[\\s\\u00a0\\u202f]");

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final Schema schema;
    private final ZoneId zone;

    /** @param zone of INES's zone-less dates */
    Conversion(Schema schema, ZoneId zone) {
        this.schema = schema;
        this.zone = zone;
    }

    Converted convert(Optional<String> stored, FieldMapping mapping) {
        return stored.map(text -> convert(text, mapping)).orElseGet(() -> nothing(mapping));
    }

    /** Of a field that is switched off Mautic says nothing, whatever it has in it. */
    private Converted nothing(FieldMapping mapping) {
        return schema.field(mapping.source())
                .filter(field -> !field.published())
                .map(_ -> untold(mapping))
                .orElseGet(Converted.Nothing::new);
    }

    /** Of a field that is not in Mautic's answer: whether it has a value there nobody knows. */
    static Converted untold(FieldMapping mapping) {
        return new Converted.Impossible(Message.of("convert.switched-off", mapping.source().alias()));
    }

    Converted convert(String stored, FieldMapping mapping) {
        var mauticType = schema.field(mapping.source()).map(MauticField::type).orElse("text");
        var cleaned = XmlText.clean(HtmlUtils.htmlUnescape(stored));
        var values = split(cleaned.text().strip(), mauticType).stream()
                .map(value -> mapping.values().getOrDefault(value, value))
                .filter(Predicate.not(String::isBlank))
                .toList();
        if (values.isEmpty()) {
            return new Converted.Nothing();
        }
        var remarks = cleaned.removed() == 0
                ? List.<Message>of()
                : List.of(Message.of("convert.characters-removed", cleaned.removed()));
        return convert(values, mauticType, schema.kind(mapping.target())).remarked(remarks);
    }

    private static List<String> split(String text, String mauticType) {
        boolean several = mauticType.equals("multiselect") || text.contains("^,^");
        return several ? Arrays.stream(SEPARATOR.split(text)).map(String::strip).toList() : List.of(text);
    }

    private Converted convert(List<String> values, String mauticType, ValueKind kind) {
        if (kind instanceof ValueKind.Text) {
            return value(InesValue.text(text(String.join(", ", values), mauticType)));
        }
        if (values.size() > 1) {
            return new Converted.Impossible(Message.of("convert.several-values", String.join(", ", values)));
        }
        var value = values.getFirst();
        return switch (kind) {
            case ValueKind.Text _,ValueKind.Email _ -> value(InesValue.text(value));
            case ValueKind.WholeNumber _ -> wholeNumber(value);
            case ValueKind.DecimalNumber _ -> decimalNumber(value);
            case ValueKind.Flag _ -> flag(value);
            case ValueKind.Date _ -> date(value, mauticType);
            case ValueKind.Listed(ValueList list) -> listed(value, list);
            case ValueKind.Choice(Map<String, String> labels) -> choice(value, labels);
            case ValueKind.OneOf(List<String> allowed) -> oneOf(value, allowed);
        };
    }

    private String text(String text, String mauticType) {
        try {
            return mauticType.equals("datetime") ? TEXT.format(inZone(text)) : text;
        } catch (DateTimeException _) {
            return text;
        }
    }

    private static Converted wholeNumber(String text) {
        try {
            return value(InesValue.whole(number(text).intValueExact()));
        } catch (ArithmeticException | NumberFormatException _) {
            return new Converted.Impossible(Message.of("convert.not-whole", text));
        }
    }

    private static Converted decimalNumber(String text) {
        try {
            return value(InesValue.text(number(text).stripTrailingZeros().toPlainString()));
        } catch (NumberFormatException _) {
            return new Converted.Impossible(Message.of("convert.not-a-number", text));
        }
    }

    /** Spaces may group the digits; the decimal sign may be a comma. */
    private static BigDecimal number(String text) {
        var plain = GROUPING.matcher(text).replaceAll("").replace(',', '.');
        if (!NUMBER.matcher(plain).matches()) {
            throw new NumberFormatException(plain);
        }
        return new BigDecimal(plain);
    }

    private static Converted flag(String text) {
        return Flags.parse(text)
                .<Converted>map(raised -> value(InesValue.text(raised ? "1" : "0")))
                .orElseGet(() -> new Converted.Impossible(Message.of("convert.not-a-flag", text)));
    }

    /** A day stays the day it is; a moment becomes the time in INES's zone. */
    private Converted date(String text, String mauticType) {
        try {
            if (text.length() <= 10) {
                return value(InesValue.moment(LocalDate.parse(text).atStartOfDay()));
            }
            var local = mauticType.equals("datetime") ? inZone(text) : moment(text).toLocalDateTime();
            return value(InesValue.moment(local.truncatedTo(ChronoUnit.SECONDS)));
        } catch (DateTimeException _) {
            return new Converted.Impossible(Message.of("convert.not-a-date", text));
        }
    }

    private LocalDateTime inZone(String text) {
        return moment(text).atZoneSameInstant(zone).toLocalDateTime();
    }

    /** Mautic keeps moments in UTC unless they say otherwise. */
    private static OffsetDateTime moment(String text) {
        return switch (MOMENT.parseBest(text.replaceFirst(" ", "T"), OffsetDateTime::from, LocalDateTime::from)) {
            case OffsetDateTime moment -> moment;
            case LocalDateTime utc -> utc.atOffset(ZoneOffset.UTC);
            default -> throw new DateTimeException(text);
        };
    }

    /** Mautic's select may hold INES's key or, as people set them up, its label. */
    private Converted listed(String text, ValueList list) {
        var entries = schema.lists().getOrDefault(list, List.of());
        return entries.stream()
                .filter(entry -> Integer.toString(entry.key()).equals(text))
                .findFirst()
                .or(() -> onlyOneLabelled(text, entries))
                .<Converted>map(entry -> value(InesValue.whole(entry.key())))
                .orElseGet(() -> notInList(text, entries.stream().map(ValueListEntry::label).toList()));
    }

    /** Two people may have the same name: then a label does not say which. */
    private static Optional<ValueListEntry> onlyOneLabelled(String text, List<ValueListEntry> entries) {
        var labelled = entries.stream().filter(entry -> entry.label().equalsIgnoreCase(text)).toList();
        return labelled.size() == 1 ? Optional.of(labelled.getFirst()) : Optional.empty();
    }

    private static Converted choice(String text, Map<String, String> labels) {
        return labels.entrySet().stream()
                .filter(entry -> entry.getKey().equals(text) || entry.getValue().equalsIgnoreCase(text))
                .findFirst()
                .<Converted>map(entry -> value(InesValue.text(entry.getKey())))
                .orElseGet(() -> notInList(text, labels.values()));
    }

    private static Converted oneOf(String text, List<String> allowed) {
        return allowed.stream()
                .filter(text::equalsIgnoreCase)
                .findFirst()
                .<Converted>map(entry -> value(InesValue.text(entry)))
                .orElseGet(() -> notInList(text, allowed));
    }

    private static Converted notInList(String text, Collection<String> allowed) {
        var some = allowed.stream()
                .limit(10)
                .collect(Collectors.joining(", "));
        return new Converted.Impossible(Message.of("convert.not-in-list", text, some));
    }

    private static Converted value(InesValue value) {
        return new Converted.Value(value, List.of());
    }
}
