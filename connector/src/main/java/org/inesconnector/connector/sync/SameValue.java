package org.inesconnector.connector.sync;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.inesconnector.connector.mapping.ValueKind;
import org.inesconnector.ines.InesValue;

/** Whether two values say the same to a person, although INES may spell them differently. */
final class SameValue {

    /** INES answers its default rank by name, and takes it by key. */
    private static final String PRINCIPAL = "Principal";

    /** A few characters with an exponent may stand for more digits than there is room for. */
    private static final int MOST_ZEROS = 1000;

    private SameValue() {}

    static boolean of(ValueKind kind, InesValue one, InesValue other) {
        return sameText(kind, tidy(CustomFieldText.of(one)), tidy(CustomFieldText.of(other)));
    }

    private static boolean sameText(ValueKind kind, String one, String other) {
        return switch (kind) {
            case ValueKind.Email _,ValueKind.OneOf _ -> one.equalsIgnoreCase(other);
            case ValueKind.DecimalNumber _ -> one.equals(other) || sameNumber(one, other);
            case ValueKind.Flag _ -> Flags.parse(one).equals(Flags.parse(other));
            case ValueKind.Choice _ -> key(one).equals(key(other));
            case ValueKind.Date _ -> day(one).equals(day(other));
            default -> one.equals(other);
        };
    }

    /** What INES has, in each way in which {@link Conversion} may have said the same; fewer are known of plain text. */
    static Stream<String> spellings(ValueKind kind, InesValue held) {
        var text = tidy(CustomFieldText.of(held));
        var others = switch (kind) {
            case ValueKind.OneOf(List<String> allowed) -> allowed.stream().filter(text::equalsIgnoreCase);
            case ValueKind.DecimalNumber _ -> number(text)
                    .map(number -> number.stripTrailingZeros().toPlainString())
                    .stream();
            case ValueKind.Flag _ -> Flags.parse(text).map(raised -> raised ? "1" : "0").stream();
            case ValueKind.Choice _ -> Stream.of(key(text));
            case ValueKind.Date _ -> moment(text).map(Object::toString).stream();
            default -> Stream.<String>empty();
        };
        return Stream.concat(Stream.of(held.toString(), text), others);
    }

    private static Optional<InesValue> moment(String date) {
        try {
            return Optional.of(InesValue.moment(
                    date.length() > 10 ? LocalDateTime.parse(date) : LocalDate.parse(date).atStartOfDay()));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** XML makes every line end one line feed. */
    private static String tidy(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').strip();
    }

    private static boolean sameNumber(String one, String other) {
        return number(one).flatMap(a -> number(other).map(b -> a.compareTo(b) == 0)).orElse(false);
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            var number = new BigDecimal(text.replace(',', '.'));
            return Math.abs((long) number.scale()) <= MOST_ZEROS ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static String key(String choice) {
        return choice.equals(PRINCIPAL) ? "1" : choice;
    }

    private static String day(String date) {
        return date.length() > 10 && date.endsWith("T00:00:00") ? date.substring(0, 10) : date;
    }
}
