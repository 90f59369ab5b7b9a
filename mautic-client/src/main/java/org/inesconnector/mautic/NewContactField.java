package org.inesconnector.mautic;

import java.util.List;

/**
 * A field of contacts, or of companies, to be created.
 *
 * @param alias small letters, digits and underscores, at most 25: any other Mautic changes as it likes
 * @param type as {@link MauticField#type}
 * @param choices the values of a select; for a boolean the words for no ({@code 0}) and yes ({@code 1})
 */
public record NewContactField(String alias, String label, String type, List<MauticField.Choice> choices) {

    public NewContactField {
        choices = List.copyOf(choices);
    }

    public static NewContactField text(String alias, String label) {
        return new NewContactField(alias, label, "text", List.of());
    }

    /** Whole numbers. */
    public static NewContactField number(String alias, String label) {
        return new NewContactField(alias, label, "number", List.of());
    }

    public static NewContactField yesOrNo(String alias, String label, String yes, String no) {
        return new NewContactField(alias, label, "boolean",
                List.of(new MauticField.Choice("0", no), new MauticField.Choice("1", yes)));
    }

    public static NewContactField select(String alias, String label, List<MauticField.Choice> choices) {
        return new NewContactField(alias, label, "select", choices);
    }
}
