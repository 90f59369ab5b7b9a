package org.inesconnector.connector.mapping;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.inesconnector.connector.mapping.Fit.Grade;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.mautic.MauticField;

/**
 * Which Mautic field an INES field is likely to take its values from: by INES's key, its label in either language, or what
 * people call it. None whose type may not fit, and none twice.
 */
public final class Suggestions {

    private static final List<Messages> LANGUAGES = List
            .of(Messages.in(Locale.FRENCH), Messages.in(Locale.ENGLISH));

    private final Schema schema;
    private final Set<MauticSource> taken = new HashSet<>();

    private Suggestions(Schema schema, Collection<MauticSource> taken) {
        this.schema = schema;
        this.taken.addAll(taken);
    }

    /**
     * @param mapped fields that need no suggestion, and what feeds them
     * @param reserved aliases of contact fields that hold something else
     */
    public static Map<InesTarget, MauticSource> of(
            Schema schema, Map<InesTarget, MauticSource> mapped, Set<String> reserved) {
        var suggestions = new Suggestions(schema, mapped.values());
        reserved.forEach(alias -> suggestions.taken.add(new MauticSource(MauticSource.Side.CONTACT, alias)));
        var found = new LinkedHashMap<InesTarget, MauticSource>();
        schema.targets()
                .filter(target -> !mapped.containsKey(target))
                .forEach(target -> suggestions.find(target).ifPresent(source -> found.put(target, source)));
        return found;
    }

    private Optional<MauticSource> find(InesTarget target) {
        var candidates = candidates(target);
        var found = names(target).flatMap(name -> named(name, candidates).stream()).findFirst();
        var source = found.map(field -> new MauticSource(side(target), field.alias()));
        source.ifPresent(taken::add);
        return source;
    }

    private static Optional<MauticField> named(String name, List<MauticField> candidates) {
        return Stream.concat(
                candidates.stream().filter(field -> Plain.of(field.alias()).equals(name)),
                candidates.stream().filter(field -> Plain.of(field.label()).equals(name)))
                .findFirst();
    }

    private List<MauticField> candidates(InesTarget target) {
        var fields = target.concept() == Concept.CONTACT ? schema.contactFields() : schema.companyFields();
        return fields.values()
                .stream()
                .filter(MauticField::published)
                .filter(field -> !taken.contains(new MauticSource(side(target), field.alias())))
                .filter(field -> fits(field, target))
                .sorted(Comparator.comparing(MauticField::alias))
                .toList();
    }

    private boolean fits(MauticField field, InesTarget target) {
        var entries = schema.entries(target);
        var values = new ListValues(entries).suggestions(field.choices());
        return Fit.of(field, schema.kind(target), entries, entries.isEmpty() ? Map.of() : values)
                .grade() != Grade.MAY_NOT_FIT;
    }

    private static MauticSource.Side side(InesTarget target) {
        return target.concept() == Concept.CONTACT ? MauticSource.Side.CONTACT : MauticSource.Side.COMPANY;
    }

    private Stream<String> names(InesTarget target) {
        var label = schema.label(target);
        return Stream.of(
                Stream.of(target.aliasInMautic(), target.key()),
                Synonyms.of(target).stream(),
                LANGUAGES.stream().map(language -> language.text(label)))
                .flatMap(names -> names)
                .map(Plain::of)
                .filter(name -> !name.isEmpty());
    }
}
