package org.inesconnector.connector.settings;

import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;
import org.springframework.stereotype.Component;

/** The settings there are, by the records that hold them. */
@Component
public class KnownSettings {

    private static final Set<ConfigurationPropertyName> OURS = names("connector", "ines", "mautic", "mapping");

    /** Needed before the database can be read, or not kept there for another reason. */
    private static final Set<ConfigurationPropertyName> OF_THE_MACHINE = names(
            "connector.database.url",
            "connector.database.username",
            "connector.database.password",
            "connector.data-directory",
            "connector.secret-key",
            "connector.setup-code",
            "connector.slowest-request");

    private static final Set<ConfigurationPropertyName> MARKS = names("connector.tested", "connector.restored");

    /** What needs no brackets in a name. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9-]+");

    /** What may be done with a setting. */
    public enum Kind {
        /** It may be set on a page, and shown. */
        OPEN,
        /** It may be set on a page, and is never shown. */
        SECRET,
        /** It belongs into a file or the environment of each machine. */
        OF_THE_MACHINE,
        UNKNOWN
    }

    private final List<Class<?>> records;
    private final Map<ConfigurationPropertyName, RecordComponent> known;

    KnownSettings(ListableBeanFactory beans) {
        records = Arrays.stream(beans.getBeanNamesForAnnotation(ConfigurationProperties.class))
                .<Class<?>>map(name -> Objects.requireNonNull(beans.getType(name)))
                .filter(Class::isRecord)
                .toList();
        known = records.stream()
                .flatMap(type -> components(name(prefix(type)), type))
                .collect(Collectors.toMap(Named::name, Named::component, (one, _) -> one));
    }

    private record Named(ConfigurationPropertyName name, RecordComponent component) {}

    /** Whatever is below a list or a map is its own. */
    private static Stream<Named> components(ConfigurationPropertyName prefix, Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).flatMap(component -> {
            var name = prefix.append(kebab(component));
            return component.getType().isRecord()
                    ? components(name, component.getType())
                    : Stream.of(new Named(name, component));
        });
    }

    private static String kebab(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** What the connector notes for itself among the settings: true only here, with what it is true of. */
    static boolean isMark(ConfigurationPropertyName name) {
        return MARKS.stream().anyMatch(marks -> marks.isAncestorOf(name));
    }

    /** What is set together. */
    List<Class<?>> records() {
        return records;
    }

    static String prefix(Class<?> settings) {
        return settings.getAnnotation(ConfigurationProperties.class).value();
    }

    /** Two ways to write one name are equal in this form. */
    static ConfigurationPropertyName name(String written) {
        return ConfigurationPropertyName.adapt(written, '.');
    }

    /** Whether it begins as our settings do. */
    public static boolean isOurs(ConfigurationPropertyName name) {
        return OURS.stream().anyMatch(prefix -> prefix.isAncestorOf(name));
    }

    public Kind kind(String name) {
        return kind(name(name));
    }

    public Kind kind(ConfigurationPropertyName name) {
        if (OF_THE_MACHINE.contains(name)) {
            return Kind.OF_THE_MACHINE;
        }
        if (SecretNames.all().stream().anyMatch(secret -> name(secret).equals(name))) {
            return Kind.SECRET;
        }
        return holder(name).isPresent() ? Kind.OPEN : Kind.UNKNOWN;
    }

    /** Spring reads a variable of the environment also where each dash is an underscore, which this is then the name of. */
    public boolean isKnownByItsDashesAsDots(ConfigurationPropertyName name) {
        var written = name.toString();
        return Stream.of(known.keySet(), OF_THE_MACHINE)
                .flatMap(Collection::stream)
                .anyMatch(one -> one.toString().replace('-', '.').equals(written));
    }

    /** What is in force where nobody says anything. */
    Optional<String> preset(String name) {
        return Optional.ofNullable(known.get(name(name)))
                .map(component -> parameter(component).getAnnotation(DefaultValue.class))
                .flatMap(preset -> Arrays.stream(preset.value()).findFirst());
    }

    private static Parameter parameter(RecordComponent component) {
        return Arrays.stream(BeanUtils.getResolvableConstructor(component.getDeclaringRecord()).getParameters())
                .filter(parameter -> parameter.getName().equals(component.getName()))
                .findFirst()
                .orElseThrow();
    }

    boolean isHeading(ConfigurationPropertyName name) {
        return known.keySet().stream().anyMatch(name::isAncestorOf);
    }

    private Optional<ConfigurationPropertyName> holder(ConfigurationPropertyName name) {
        return known.keySet().stream().filter(one -> one.equals(name) || isAbove(one, name)).findFirst();
    }

    private boolean isAbove(ConfigurationPropertyName one, ConfigurationPropertyName name) {
        var type = type(one);
        return one.isAncestorOf(name)
                && (type == null || Map.class.isAssignableFrom(type) || Collection.class.isAssignableFrom(type));
    }

    private @Nullable Class<?> type(ConfigurationPropertyName name) {
        var component = known.get(name);
        return component == null ? null : component.getType();
    }

    /** The name of the list that this is an element of. */
    Optional<String> list(ConfigurationPropertyName name) {
        return holder(name)
                .filter(one -> !one.equals(name))
                .filter(one -> Collection.class.isAssignableFrom(Objects.requireNonNull(type(one))))
                .map(ConfigurationPropertyName::toString);
    }

    /**
     * As we write it, with what is below a map as it was written. Where a record in a map is given by one value alone, that
     * is its first.
     */
    String spelled(ConfigurationPropertyName name) {
        return holder(name)
                .map(holder -> written(holder, name) + first(holder, name).map(first -> "." + first).orElse(""))
                .orElseGet(name::toString);
    }

    private static String written(ConfigurationPropertyName holder, ConfigurationPropertyName name) {
        return IntStream.range(holder.getNumberOfElements(), name.getNumberOfElements())
                .mapToObj(index -> name.getElement(index, Form.ORIGINAL))
                .map(element -> isPlain(element) ? "." + element : "[" + element + "]")
                .collect(Collectors.joining("", holder.toString(), ""));
    }

    static boolean isPlain(String element) {
        return PLAIN.matcher(element).matches();
    }

    private Optional<String> first(ConfigurationPropertyName holder, ConfigurationPropertyName name) {
        return Optional.of(ResolvableType.forType(Objects.requireNonNull(known.get(holder)).getGenericType()))
                .filter(_ -> holder.isParentOf(name))
                .map(type -> type.asMap().getGeneric(1).resolve(Object.class))
                .filter(Class::isRecord)
                .map(type -> kebab(type.getRecordComponents()[0]));
    }

    private static Set<ConfigurationPropertyName> names(String... names) {
        return Arrays.stream(names).map(ConfigurationPropertyName::of).collect(Collectors.toUnmodifiableSet());
    }
}
