package org.inesconnector.ines;

import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlElement;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Reads and writes the elements of a generated record by the names that they have in the contract. */
final class RecordElements {

    private final Map<String, Field> elements = new HashMap<>();
    private final Field others;

    RecordElements(Class<?> type) {
        Field any = null;
        for (var field : type.getDeclaredFields()) {
            field.setAccessible(true);
            if (field.isAnnotationPresent(XmlAnyElement.class)) {
                any = field;
            } else {
                elements.put(name(field), field);
            }
        }
        if (any == null) {
            throw new IllegalArgumentException(type + " has no place for elements that we do not know");
        }
        others = any;
    }

    private static String name(Field field) {
        var element = field.getAnnotation(XmlElement.class);
        return element == null || element.name().equals("##default") ? field.getName() : element.name();
    }

    @Nullable
    Object get(Object bean, String name) {
        return get(bean, element(name));
    }

    void set(Object bean, String name, Object value) {
        set(bean, element(name), value);
    }

    /** The elements that are in no contract of ours. */
    List<Element> others(Object bean) {
        var found = new ArrayList<Element>();
        if (get(bean, others) instanceof List<?> list) {
            list.stream().filter(Element.class::isInstance).map(Element.class::cast).forEach(found::add);
        }
        return found;
    }

    void setOthers(Object bean, List<Element> values) {
        set(bean, others, new ArrayList<>(values));
    }

    private Field element(String name) {
        var field = elements.get(name);
        if (field == null) {
            throw new IllegalArgumentException("The contract has no element " + name);
        }
        return field;
    }

    private static @Nullable Object get(Object bean, Field field) {
        try {
            return field.get(bean);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(Object bean, Field field, Object value) {
        try {
            field.set(bean, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
