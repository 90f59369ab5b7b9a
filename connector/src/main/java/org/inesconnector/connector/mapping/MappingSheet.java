package org.inesconnector.connector.mapping;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.inesconnector.connector.messages.FieldProblem;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.mautic.MauticField;

/**
 * A mapping that is being made, held against what both sides have: a row for each INES field.
 *
 * @param general what is wrong with no row
 */
public record MappingSheet(List<Row> contact, List<Row> client, List<FieldProblem> general) {

    public MappingSheet {
        contact = List.copyOf(contact);
        client = List.copyOf(client);
        general = List.copyOf(general);
    }

    /**
     * @param offered whether INES offers it (still)
     * @param twin which of two it is, where INES keeps it for the person and for the company
     * @param entries of INES's list; empty for what is none
     * @param fit of the chosen Mautic field; empty where none is chosen, or Mautic does not have it
     * @param suggestion what is likely to feed it, where nothing is chosen
     * @param values where both have lists: what becomes of Mautic's values
     */
    public record Row(
            InesTarget target,
            Message label,
            ValueKind kind,
            boolean offered,
            Optional<Message> twin,
            List<InesEntry> entries,
            MappingDraft.Field field,
            Optional<MauticField> chosen,
            Optional<Fit> fit,
            Optional<MauticSource> suggestion,
            Optional<ValueTable> values,
            List<Message> problems) {

        public String path() {
            return target.path();
        }

        public boolean required() {
            return target instanceof InesTarget.Standard standard && OfferedFields.get(standard).required();
        }

        /** Whether there is a Mautic field to take, or a value to translate, that probably belongs to it. */
        public boolean hasSuggestion() {
            return suggestion.isPresent()
                    || values.filter(table -> !field.values().keySet().containsAll(table.suggested().keySet()))
                            .isPresent();
        }

        /** Protected whatever the rule says. */
        public boolean neverOverwritten() {
            return target instanceof InesTarget.Standard standard && OfferedFields.get(standard).neverOverwritten();
        }
    }

    /**
     * @param suggested INES's key for Mautic's values that say the same in other letters
     * @param unanswered Mautic's values for which INES gets nothing
     * @param unreached INES's values that none of Mautic's becomes
     */
    public record ValueTable(
            List<MauticField.Choice> choices,
            Map<String, String> suggested,
            List<MauticField.Choice> unanswered,
            List<InesEntry> unreached) {}

    public static MappingSheet of(MappingDraft draft, Schema schema) {
        var problems = draft.problems(schema);
        var targets = Stream.concat(schema.targets(), gone(draft, schema)).toList();
        var suggestions = suggestions(draft, schema);
        var rows = targets.stream().map(target -> row(target, draft, schema, suggestions, problems)).toList();
        var paths = rows.stream().map(Row::path).toList();
        return new MappingSheet(
                rows.stream().filter(row -> row.target().concept() == Concept.CONTACT).toList(),
                rows.stream().filter(row -> row.target().concept() == Concept.CLIENT).toList(),
                problems.stream().filter(problem -> !paths.contains(problem.field())).toList());
    }

    public Stream<Row> rows() {
        return Stream.concat(contact.stream(), client.stream());
    }

    public boolean isGood() {
        return general.isEmpty() && rows().allMatch(row -> row.problems().isEmpty());
    }

    public static Map<InesTarget, MauticSource> suggestions(MappingDraft draft, Schema schema) {
        return Suggestions.of(
                schema,
                draft.sources(schema.targets()),
                Set.copyOf(List.of(draft.contactReference(), draft.clientReference(), draft.stopSync())));
    }

    /** Custom fields that are mapped, and that INES does not offer any more. */
    private static Stream<InesTarget> gone(MappingDraft draft, Schema schema) {
        var offered = schema.targets().map(InesTarget::path).toList();
        return draft.fields()
                .keySet()
                .stream()
                .filter(path -> draft.field(path).isMapped() && !offered.contains(path))
                .flatMap(path -> InesTarget.customAt(path).stream())
                .sorted(Comparator.comparing(InesTarget::path));
    }

    private static Row row(
            InesTarget target,
            MappingDraft draft,
            Schema schema,
            Map<InesTarget, MauticSource> suggestions,
            List<FieldProblem> problems) {
        var field = draft.field(target.path());
        var kind = schema.kind(target);
        var entries = schema.entries(target);
        var chosen = MauticSource.find(field.source(), target.concept()).flatMap(schema::field);
        return new Row(
                target,
                schema.label(target),
                kind,
                !(target instanceof InesTarget.Custom custom) || schema.customField(custom).isPresent(),
                Twins.explained(target),
                entries,
                field,
                chosen,
                chosen.map(mautic -> Fit.of(mautic, kind, entries, field.values())),
                Optional.ofNullable(suggestions.get(target)),
                chosen.filter(mautic -> !entries.isEmpty() && !mautic.choices().isEmpty())
                        .map(mautic -> values(mautic.choices(), new ListValues(entries), field.values())),
                problems.stream()
                        .filter(problem -> problem.field().equals(target.path()))
                        .map(FieldProblem::message)
                        .toList());
    }

    private static ValueTable values(
            List<MauticField.Choice> choices, ListValues list, Map<String, String> values) {
        return new ValueTable(
                choices, list.suggestions(choices), list.unanswered(choices, values),
                list.unreached(choices, values));
    }
}
