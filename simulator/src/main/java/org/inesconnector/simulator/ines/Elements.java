package org.inesconnector.simulator.ines;

import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlElement;
import java.lang.reflect.Field;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.InesField;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The elements of a generated record as texts by name, those that our contract does not know included. */
final class Elements {

    private static final String NAMESPACE = "http://webservice.ines.fr";
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

    static final Elements OF_A_CONTACT = new Elements(ContactField.values());
    static final Elements OF_A_CLIENT = new Elements(ClientField.values());
    static final Elements OF_A_LEAD = new Elements();

    private static final ClassValue<List<Property>> PROPERTIES = new ClassValue<>() {
        @Override
        protected List<Property> computeValue(Class<?> type) {
            return Arrays.stream(type.getDeclaredFields()).map(Property::of).toList();
        }
    };

    /** @param isForAnyOther that it holds the elements which the contract does not name */
    private record Property(Field field, String name, boolean isForAnyOther) {

        static Property of(Field field) {
            field.setAccessible(true);
            var element = field.getAnnotation(XmlElement.class);
            return new Property(field, element == null ? field.getName() : element.name(),
                    field.isAnnotationPresent(XmlAnyElement.class));
        }
    }

    private final Map<String, String> nothing = new HashMap<>(Map.of("IsNew", "false"));

    private Elements(InesField... fields) {
        for (var field : fields) {
            field.nothing().ifPresent(value -> nothing.put(field.key(), value.toString()));
        }
        nothing.remove(ClientField.PAYMENT_METHOD_REF.key());
    }

    /** What was sent and says something, in the contract's order. */
    Map<String, String> sent(Object bean) {
        var values = new LinkedHashMap<String, String>();
        for (var property : PROPERTIES.get(bean.getClass())) {
            var value = get(property.field(), bean);
            if (property.isForAnyOther() && value instanceof List<?> unknown) {
                unknown.forEach(one -> values.put(((Element) one).getLocalName(), ((Element) one).getTextContent()));
            } else if (value != null) {
                text(value).ifPresent(text -> values.put(property.name(), text));
            }
        }
        values.entrySet().removeIf(value -> value.getValue().equals(nothing.getOrDefault(value.getKey(), "")));
        return values;
    }

    /** Fills a record to answer: what has no value says nothing, and a date is left out. */
    <T> T fill(T bean, Map<String, String> values) {
        var properties = PROPERTIES.get(bean.getClass());
        var unknown = new LinkedHashMap<>(values);
        for (var property : properties) {
            unknown.remove(property.name());
            parse(property.field().getType(),
                    values.getOrDefault(property.name(), nothing.getOrDefault(property.name(), "")))
                    .ifPresent(value -> set(property.field(), bean, value));
        }
        for (var property : properties) {
            if (property.isForAnyOther() && !unknown.isEmpty()) {
                set(property.field(), bean, elements(unknown));
            }
        }
        return bean;
    }

    private static Optional<String> text(Object value) {
        return switch (value) {
            case String text -> Optional.of(text);
            case Integer number -> Optional.of(number.toString());
            case Boolean bool -> Optional.of(bool.toString());
            case LocalDateTime moment -> Optional.of(MOMENT.format(moment));
            default -> Optional.empty();
        };
    }

    private static Optional<Object> parse(Class<?> type, String text) {
        if (type == String.class) {
            return Optional.of(text);
        }
        if (type == int.class || type == Integer.class) {
            return Optional.of(text.isEmpty() ? 0 : Integer.parseInt(text));
        }
        if (type == Boolean.class) {
            return Optional.of(Boolean.parseBoolean(text));
        }
        if (type == LocalDateTime.class && !text.isEmpty()) {
            return Optional.of(LocalDateTime.parse(text));
        }
        return Optional.empty();
    }

    private static List<Element> elements(Map<String, String> values) {
        var document = emptyDocument();
        var elements = new ArrayList<Element>();
        values.forEach((name, text) -> {
            var element = document.createElementNS(NAMESPACE, name);
            element.setTextContent(text);
            elements.add(element);
        });
        return elements;
    }

    private static Document emptyDocument() {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object get(Field field, Object bean) {
        try {
            return field.get(bean);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(Field field, Object bean, Object value) {
        try {
            field.set(bean, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A whole number that is not sent is 0, as .NET reads it. */
    static int whole(@Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
