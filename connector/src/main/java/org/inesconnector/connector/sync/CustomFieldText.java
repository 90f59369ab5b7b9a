package org.inesconnector.connector.sync;

import java.time.format.DateTimeFormatter;
import org.inesconnector.ines.InesValue;

/** How a value is written in a custom field, which takes text only. Dates are assumed to be as elsewhere in INES. */
final class CustomFieldText {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

    private CustomFieldText() {}

    static String of(InesValue value) {
        return switch (value) {
            case InesValue.Text(String text) -> text;
            case InesValue.Whole(int number) -> Integer.toString(number);
            case InesValue.Moment(var moment) -> DATE.format(moment);
        };
    }
}
