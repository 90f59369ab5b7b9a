package org.inesconnector.ines;

import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.inesconnector.ines.InesField.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Between a record's values and its generated type.
 *
 * @param <F> the record's fields
 * @param <T> the generated type
 */
final class RecordMapping<F extends Enum<F> & InesField, T> {

    private static final LocalDateTime EMPTY_IN_SQL_SERVER = LocalDateTime.of(1900, 1, 1, 0, 0);

    private final Class<F> fields;
    private final Supplier<T> blank;
    private final RecordElements elements;

    RecordMapping(Class<F> fields, Class<T> type, Supplier<T> blank) {
        this.fields = fields;
        this.blank = blank;
        elements = new RecordElements(type);
    }

    Map<F, InesValue> values(T bean) {
        var values = new EnumMap<F, InesValue>(fields);
        for (var field : fields.getEnumConstants()) {
            value(elements.get(bean, field.key())).ifPresent(value -> values.put(field, value));
        }
        return values;
    }

    UnknownElements unknown(T bean) {
        return new UnknownElements(elements.others(bean));
    }

    private static Optional<InesValue> value(@Nullable Object content) {
        return switch (content) {
            case String text -> Optional.of(InesValue.text(text));
            case Integer number -> Optional.of(InesValue.whole(number));
            case LocalDateTime moment when !isNoMoment(moment) -> Optional.of(InesValue.moment(moment));
            case null, default -> Optional.empty();
        };
    }

    /** .NET has no empty date: it writes {@code 0001-01-01T00:00:00}; an empty text in SQL Server is a date, too. */
    private static boolean isNoMoment(LocalDateTime moment) {
        return moment.getYear() <= 1 || moment.equals(EMPTY_IN_SQL_SERVER);
    }

    /**
     * Every element of the contract: a field without value gets the value that stands for "nothing"; a date is left out.
     *
     * @param unknown elements to send along
     */
    T bean(Map<F, InesValue> values, UnknownElements unknown, boolean isNew, OutgoingText text) {
        var bean = blank.get();
        for (var field : fields.getEnumConstants()) {
            Optional.ofNullable(values.get(field)).or(field::nothing)
                    .ifPresent(value -> elements.set(bean, field.key(), content(field, value, text)));
        }
        elements.set(bean, "IsNew", isNew);
        elements.setOthers(bean, unknown.elements());
        return bean;
    }

    private static Object content(InesField field, InesValue value, OutgoingText text) {
        return switch (value) {
            case InesValue.Text(String content) when field.type() == ValueType.TEXT -> text.clean(field.key(), content);
            case InesValue.Whole(int number) when field.type() == ValueType.WHOLE -> number;
            case InesValue.Moment(LocalDateTime moment) when field.type() == ValueType.MOMENT -> moment;
            default -> throw new IllegalArgumentException("%s holds a %s, not a %s"
                    .formatted(field.key(), field.type(), value.getClass().getSimpleName()));
        };
    }
}
