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
import java.util.concurrent.ConcurrentHashMap;
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

    /** Of INES's standard fields; those of an administrator's field are his. */
    private static final Map<InesTarget, List<String>> STANDARD_NAMES = new ConcurrentHashMap<>();

    /** A field of Mautic, and what it is called. */
    private record Named(MauticField field, String alias, String label) {

        private static List<Named> all(Collection<MauticField> fields) {
            return fields.stream()
                    .filter(MauticField::published)
                    .sorted(Comparator.comparing(MauticField::alias))
                    .map(field -> new Named(field, Plain.of(field.alias()), Plain.of(field.label())))
                    .toList();
        }
    }

    private final Schema schema;
    private final List<Named> contactFields;
    private final List<Named> companyFields;
    private final Set<MauticSource> taken = new HashSet<>();

    private Suggestions(Schema schema, Collection<MauticSource> taken) {
        this.schema = schema;
        this.contactFields = Named.all(schema.contactFields().values());
        this.companyFields = Named.all(schema.companyFields().values());
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
        var source = names(target).stream()
                .flatMap(name -> named(name, target))
                .filter(field -> isFree(field, target) && fits(field, target))
                .findFirst()
                .map(field -> new MauticSource(side(target), field.alias()));
        source.ifPresent(taken::add);
        return source;
    }

    private Stream<MauticField> named(String name, InesTarget target) {
        var fields = target.concept() == Concept.CONTACT ? contactFields : companyFields;
        return Stream.concat(
                fields.stream().filter(field -> field.alias().equals(name)),
                fields.stream().filter(field -> field.label().equals(name)))
                .map(Named::field);
    }

    private boolean isFree(MauticField field, InesTarget target) {
        return !taken.contains(new MauticSource(side(target), field.alias()));
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

    private List<String> names(InesTarget target) {
        return target instanceof InesTarget.Standard
                ? STANDARD_NAMES.computeIfAbsent(target, this::allNames)
                : allNames(target);
    }

    private List<String> allNames(InesTarget target) {
        var label = schema.label(target);
        return Stream.of(
                Stream.of(target.aliasInMautic(), target.key()),
                Synonyms.of(target).stream(),
                LANGUAGES.stream().map(language -> language.text(label)))
                .flatMap(names -> names)
                .map(Plain::of)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
