package org.inesconnector.connector.web.mapping;

import java.util.Arrays;
import java.util.List;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.connector.mapping.InesEntry;
import org.inesconnector.connector.mapping.MappingDraft;
import org.inesconnector.connector.mapping.MappingSheet;
import org.inesconnector.connector.mapping.SourceGroup;
import org.inesconnector.connector.mapping.WhenEmptied;
import org.inesconnector.connector.web.FormField;
import org.inesconnector.mautic.MauticField;
import org.springframework.web.util.HtmlUtils;

/**
 * A row as the page shows it: templates call public methods only.
 *
 * @param fixed whether a file or the environment says what it is
 */
record MappingRow(MappingSheet.Row row, boolean fixed) {

    /** How many values of an INES list are named. */
    private static final int SHOWN_VALUES = 8;

    public String id() {
        return FormField.id(row.path());
    }

    public String path() {
        return row.path();
    }

    /** The rules that make a difference here, and the one that is chosen. */
    public List<FieldRule> rules() {
        return Arrays.stream(FieldRule.values())
                .filter(rule -> rule != FieldRule.ALWAYS || !row.neverOverwritten())
                .filter(rule -> rule != FieldRule.NEVER || !row.required() || row.field().rule() == rule)
                .toList();
    }

    /** What is sent back for a rule: what is shown as chosen stays what it is, also where it means the same as another. */
    public FieldRule value(FieldRule rule) {
        return rule == rule() ? row.field().rule() : rule;
    }

    /** Likewise for what feeds it. */
    public String value(SourceGroup.Choice choice) {
        return isSource(choice) ? row.field().source() : choice.text();
    }

    public FieldRule rule() {
        return rules().contains(row.field().rule()) ? row.field().rule() : rules().getFirst();
    }

    public List<WhenEmptied> emptied() {
        return List.of(WhenEmptied.values());
    }

    public String word(Enum<?> constant) {
        return MappingDraft.word(constant);
    }

    /** Chosen, and not among those that Mautic offers. */
    public boolean isUnknown() {
        return row.field().isMapped() && row.chosen().filter(MauticField::published).isEmpty();
    }

    /** Mautic has it, and does not say what it holds. */
    public boolean isSwitchedOff() {
        return row.chosen().filter(field -> !field.published()).isPresent();
    }

    public boolean isSource(SourceGroup.Choice choice) {
        return !isUnknown() && row.chosen().filter(choice.field()::equals).isPresent();
    }

    /** INES's values that none of Mautic's becomes, as people read them. */
    public List<String> unreached() {
        return row.values()
                .map(values -> values.unreached().stream().map(InesEntry::label).limit(SHOWN_VALUES).toList())
                .orElse(List.of());
    }

    /** Values that are translated, and are not in the table: Mautic or INES does not offer them at the moment. */
    public List<String> keptValues() {
        var shown = row.values()
                .map(values -> values.choices().stream().map(MauticField.Choice::value).toList())
                .orElse(List.of());
        return row.field().values()
                .entrySet()
                .stream()
                .filter(value -> !shown.contains(value.getKey()))
                .map(value -> value.getKey() + " → " + (value.getValue().isBlank() ? "–" : value.getValue()))
                .toList();
    }

    public String shownFor() {
        return row.path() + MappingForm.SHOWN_FOR;
    }

    public List<InesEntry> someValues() {
        return row.entries().stream().limit(SHOWN_VALUES).toList();
    }

    public int furtherValues() {
        return Math.max(0, row.entries().size() - SHOWN_VALUES);
    }

    /** The choice in the list for a value of Mautic's. */
    public String chosen(String value) {
        var becomes = row.field().values().get(value);
        if (becomes == null) {
            return MappingForm.AS_IT_IS;
        }
        return becomes.isBlank() ? MappingForm.NOTHING : MappingForm.BECOMES + becomes;
    }

    public String choice(InesEntry entry) {
        return MappingForm.BECOMES + entry.key();
    }

    /** Mautic keeps the names of some of its own fields as keys of its translations, and others with HTML entities. */
    static String label(MauticField field) {
        return field.label().startsWith("mautic.")
                ? field.alias()
                : HtmlUtils.htmlUnescape(field.label()) + " (" + field.alias() + ")";
    }

    public String name(MauticField field) {
        return label(field);
    }
}
