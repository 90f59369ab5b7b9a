package org.inesconnector.connector.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.mautic.MauticField;

/**
 * Whether the values of a Mautic field can be those of an INES field.
 *
 * @param why what becomes of the values, or which are not sent; empty where they fit as they are
 */
public record Fit(Grade grade, Optional<Message> why) {

    public enum Grade {
        FITS, CONVERTED, MAY_NOT_FIT
    }

    /** @param values INES's value for each of Mautic's where the two differ */
    public static Fit of(MauticField field, ValueKind kind, List<InesEntry> entries, Map<String, String> values) {
        return switch (kind) {
            case ValueKind.Text _ -> text(field.type());
            case ValueKind.Email _ -> field.type().equals("email") ? fits() : written(field, kind);
            case ValueKind.WholeNumber _ ->
                field.type().equals("number") ? converted("fit.whole") : written(field, kind);
            case ValueKind.DecimalNumber _ -> field.type().equals("number") ? fits() : written(field, kind);
            case ValueKind.Flag _ -> field.type().equals("boolean") ? fits() : written(field, kind);
            case ValueKind.Date _ -> date(field, kind);
            case ValueKind.Listed _,ValueKind.Choice _,ValueKind.OneOf _ -> listed(field, entries, values);
        };
    }

    private static Fit text(String type) {
        return switch (type) {
            case "multiselect" -> converted("fit.joined");
            case "datetime" -> converted("fit.moment");
            case "boolean" -> converted("fit.flag");
            case "html" -> mayNot(Message.of("fit.html"));
            default -> fits();
        };
    }

    private static Fit date(MauticField field, ValueKind kind) {
        return switch (field.type()) {
            case "date" -> fits();
            case "datetime" -> converted("fit.moment");
            default -> written(field, kind);
        };
    }

    /** What is a text in Mautic may say anything. */
    private static Fit written(MauticField field, ValueKind kind) {
        boolean isWritten = switch (field.type()) {
            case "text", "textarea", "lookup", "select" -> true;
            case "number" -> kind instanceof ValueKind.Flag;
            default -> false;
        };
        return mayNot(Message.of(isWritten ? "fit.written" : "fit.other-type", kind.word()));
    }

    private static Fit listed(MauticField field, List<InesEntry> entries, Map<String, String> values) {
        if (field.type().equals("multiselect")) {
            return mayNot(Message.of("fit.several"));
        }
        if (field.choices().isEmpty()) {
            return mayNot(Message.of("fit.not-chosen"));
        }
        int unanswered = new ListValues(entries).unanswered(field.choices(), values).size();
        if (unanswered > 0) {
            return mayNot(Message.of("fit.unanswered", unanswered));
        }
        return values.isEmpty() ? fits() : converted("fit.values");
    }

    private static Fit fits() {
        return new Fit(Grade.FITS, Optional.empty());
    }

    private static Fit converted(String key) {
        return new Fit(Grade.CONVERTED, Optional.of(Message.of(key)));
    }

    private static Fit mayNot(Message why) {
        return new Fit(Grade.MAY_NOT_FIT, Optional.of(why));
    }
}
