package org.inesconnector.simulator.mautic;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What Mautic makes of a value that its API is given, by the type of the field. */
final class Entered {

    private static final Pattern EMAIL = Pattern.compile("[^@]+@[^@]+");
    private static final Pattern TAG = Pattern.compile("<[^>]*>?");
    private static final Set<String> LONG = Set.of("textarea", "html", "multiselect");
    private static final List<Integer> LIMITS = List.of(191, 64);
    private static final int DAY = 10;

    private final Field field;

    private Entered(Field field) {
        this.field = field;
    }

    /** Empty for a value that Mautic takes no notice of, such as a date that it cannot read. */
    static Optional<String> value(Field field, String given) {
        return given.isBlank() ? Optional.of("") : new Entered(field).value(given);
    }

    private Optional<String> value(String given) {
        return switch (field.type()) {
            case "number" -> Optional.of(number(given));
            case "boolean" -> Optional.of(flag(given));
            case "date" -> moment(given).map(at -> at.toLocalDate().toString());
            case "datetime" -> moment(given).map(at -> Json.sqlTime(at.toInstant(ZoneOffset.UTC)));
            case "email" -> Optional.of(email(given));
            case "select", "multiselect" -> Optional.of(chosen(plain(given)));
            case "url" -> Optional.of(url(plain(given)));
            default -> Optional.of(fitting(plain(given)));
        };
    }

    /** Without anything that looks like a tag of HTML, even if it is none. */
    private static String plain(String given) {
        return TAG.matcher(HtmlEntities.decoded(given)).replaceAll("").strip();
    }

    private String number(String given) {
        try {
            return new BigDecimal(given.strip().replace(',', '.'))
                    .setScale(field.scale(), field.scale() == 0 ? RoundingMode.DOWN : RoundingMode.HALF_UP)
                    .stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            throw ApiError.invalid(field.alias(), "Please enter a number.");
        }
    }

    private static String flag(String given) {
        return List.of("1", "true", "yes", "on").contains(given.toLowerCase(Locale.ROOT)) ? "1" : "0";
    }

    private static Optional<LocalDateTime> moment(String given) {
        var text = given.strip().replace(' ', 'T');
        try {
            if (text.length() == DAY) {
                return Optional.of(LocalDate.parse(text).atStartOfDay());
            }
            return Optional.of(text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")
                    ? LocalDateTime.ofInstant(instant(text), ZoneOffset.UTC)
                    : LocalDateTime.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2")).toInstant();
    }

    private String email(String given) {
        var text = given.replaceAll("\\s", "");
        if (!EMAIL.matcher(text).matches()) {
            throw ApiError.invalid(field.alias(), text + " is invalid.");
        }
        return text;
    }

    private String chosen(String given) {
        var offered = field.choiceValues();
        var chosen = field.type().equals("multiselect") ? Arrays.asList(given.split("\\|")) : List.of(given);
        if (!offered.isEmpty() && !offered.containsAll(chosen)) {
            throw ApiError.invalid(field.alias(), "The selected choice is invalid.");
        }
        return given;
    }

    private String url(String given) {
        return fitting(given.matches("\\w+://.*") ? given : "http://" + given);
    }

    private String fitting(String given) {
        if (field.object().equals(Fields.LEAD) && !LONG.contains(field.type())) {
            LIMITS.stream().filter(limit -> given.length() > limit).findFirst().ifPresent(limit -> {
                throw ApiError.invalid(field.alias(),
                        "This value is too long. It should have " + limit + " characters or less.");
            });
        }
        return given;
    }
}
