package org.inesconnector.ines;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.xml.namespace.QName;
import org.inesconnector.ines.ServiceContract.ElementDeclaration;
import org.w3c.dom.Element;

/** The schemas of one WSDL, read as far as messages need it: which elements, in which order, of which type. */
final class Schemas {

    static final String XS = "http://www.w3.org/2001/XMLSchema";
    private static final String ANY_TYPE = "xs:anyType";
    private static final int DEEPEST = 20;
    private static final int MOST_ELEMENTS = 20_000;

    private final Map<QName, Definition> elements = new HashMap<>();
    private final Map<QName, Definition> simpleTypes = new HashMap<>();
    private final Map<QName, Definition> complexTypes = new HashMap<>();
    private final Map<String, List<ElementDeclaration>> types = new HashMap<>();
    private int depth;
    private int collected;

    /** A definition and the schema that it is in. */
    private record Definition(Element element, Schema schema) {}

    private record Schema(String namespace, boolean qualified) {}

    void add(Element root, String namespace) {
        var schema = new Schema(namespace, "qualified".equals(root.getAttribute("elementFormDefault")));
        for (var child : SafeXml.children(root)) {
            var name = new QName(namespace, child.getAttribute("name"));
            switch (child.getLocalName()) {
                case "element" -> elements.put(name, new Definition(child, schema));
                case "simpleType" -> simpleTypes.put(name, new Definition(child, schema));
                case "complexType" -> complexTypes.put(name, new Definition(child, schema));
                default -> {
                    // imports have been followed; attributes and groups say nothing about INES's messages
                }
            }
        }
    }

    /** The complex types that the declarations given so far lead to. */
    Map<String, List<ElementDeclaration>> types() {
        return types;
    }

    ElementDeclaration global(QName name) {
        return within(() -> declared(name));
    }

    /** What leads on to other types: a few of them may lead round in a circle, or through thousands of others. */
    private <T> T within(Supplier<T> reading) {
        if (depth >= DEEPEST) {
            throw new Wsdl.Unreadable("its types lead on to others without end");
        }
        depth++;
        try {
            return reading.get();
        } finally {
            depth--;
        }
    }

    private ElementDeclaration declared(QName name) {
        var definition = elements.get(name);
        if (definition == null) {
            throw new Wsdl.Unreadable("the element %s is missing".formatted(name.getLocalPart()));
        }
        var type = type(definition.element(), definition.schema(), "");
        return new ElementDeclaration(name.getNamespaceURI(), name.getLocalPart(), type, true, false);
    }

    private ElementDeclaration local(Element element, Schema schema, String parent, Occurrence around) {
        var occurrence = around.and(Occurrence.of(element));
        if (element.hasAttribute("ref")) {
            var global = global(Wsdl.name(element, "ref"));
            return new ElementDeclaration(global.namespace(), global.name(), global.type(),
                    occurrence.required(), occurrence.many());
        }
        var form = element.getAttribute("form");
        boolean qualified = form.isEmpty() ? schema.qualified() : form.equals("qualified");
        return new ElementDeclaration(qualified ? schema.namespace() : "", element.getAttribute("name"),
                type(element, schema, parent), occurrence.required(), occurrence.many());
    }

    private String type(Element element, Schema schema, String parent) {
        if (element.hasAttribute("type")) {
            return named(Wsdl.name(element, "type"));
        }
        for (var child : SafeXml.children(element)) {
            if (SafeXml.is(child, XS, "complexType")) {
                return complex(parent + "@{" + schema.namespace() + "}" + element.getAttribute("name"), child, schema);
            }
            if (SafeXml.is(child, XS, "simpleType")) {
                return simple(child);
            }
        }
        return ANY_TYPE;
    }

    private String named(QName name) {
        return within(() -> known(name));
    }

    private String known(QName name) {
        if (XS.equals(name.getNamespaceURI())) {
            return "xs:" + name.getLocalPart();
        }
        var simple = simpleTypes.get(name);
        if (simple != null) {
            return simple(simple.element());
        }
        var complex = complexTypes.get(name);
        if (complex == null) {
            throw new Wsdl.Unreadable("the type %s is missing".formatted(name.getLocalPart()));
        }
        return complex("{" + name.getNamespaceURI() + "}" + name.getLocalPart(), complex.element(), complex.schema());
    }

    /** What a simple type is based on: an enumeration is a string. */
    private String simple(Element simpleType) {
        return SafeXml.children(simpleType, XS, "restriction")
                .filter(restriction -> restriction.hasAttribute("base")).findFirst()
                .map(restriction -> named(Wsdl.name(restriction, "base")))
                .orElse("xs:string");
    }

    private String complex(String key, Element complexType, Schema schema) {
        for (var content : SafeXml.children(complexType, XS, "simpleContent").toList()) {
            return SafeXml.children(content).stream().filter(child -> child.hasAttribute("base")).findFirst()
                    .map(child -> named(Wsdl.name(child, "base"))).orElse("xs:string");
        }
        if (!types.containsKey(key)) {
            types.put(key, List.of());
            var inside = new ArrayList<ElementDeclaration>();
            collect(complexType, schema, key, Occurrence.ONCE, inside);
            types.put(key, List.copyOf(inside));
        }
        return key;
    }

    private void collect(
            Element parent, Schema schema, String key, Occurrence around, List<ElementDeclaration> inside) {
        for (var child : SafeXml.children(parent)) {
            switch (child.getLocalName()) {
                case "element" -> add(List.of(local(child, schema, key, around)), inside);
                case "sequence", "all" -> collect(child, schema, key, around.and(Occurrence.of(child)), inside);
                case "choice" -> collect(child, schema, key,
                        around.and(Occurrence.of(child)).and(Occurrence.OPTIONAL), inside);
                case "complexContent", "restriction" -> collect(child, schema, key, around, inside);
                case "extension" -> {
                    add(types.getOrDefault(named(Wsdl.name(child, "base")), List.of()), inside);
                    collect(child, schema, key, around, inside);
                }
                default -> {
                    // attributes, wildcards and notes
                }
            }
        }
    }

    /** A type that extends another twice has its elements twice, and so on: a few lines may stand for millions. */
    private void add(List<ElementDeclaration> elements, List<ElementDeclaration> inside) {
        collected += elements.size();
        if (collected > MOST_ELEMENTS) {
            throw new Wsdl.Unreadable("its types have more than %d elements".formatted(MOST_ELEMENTS));
        }
        inside.addAll(elements);
    }

    private record Occurrence(boolean required, boolean many) {

        static final Occurrence ONCE = new Occurrence(true, false);
        static final Occurrence OPTIONAL = new Occurrence(false, false);

        static Occurrence of(Element particle) {
            var most = particle.getAttribute("maxOccurs");
            return new Occurrence(!"0".equals(particle.getAttribute("minOccurs")),
                    !most.isEmpty() && !"0".equals(most) && !"1".equals(most));
        }

        Occurrence and(Occurrence inner) {
            return new Occurrence(required && inner.required, many || inner.many);
        }
    }
}
