package org.inesconnector.ines;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.w3c.dom.Element;

/** The documents of one WSDL, those it imports included, and its definitions by name. */
final class Wsdl {

    static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";
    static final String SOAP = "http://schemas.xmlsoap.org/wsdl/soap/";
    private static final int MOST_DOCUMENTS = 20;

    private final Documents documents;
    private final Set<URI> read = new HashSet<>();
    private final List<Element> definitions = new ArrayList<>();
    private final Schemas schemas = new Schemas();

    private Wsdl(Documents documents) {
        this.documents = documents;
    }

    /** Where documents come from. */
    interface Documents {
        /** @throws Unreadable where there is no such document, or it may not be read */
        Element root(URI address);
    }

    /** Why a WSDL tells nothing. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    static Wsdl read(URI address, Documents documents) {
        var wsdl = new Wsdl(documents);
        wsdl.readDefinitions(address);
        return wsdl;
    }

    Schemas schemas() {
        return schemas;
    }

    private void readDefinitions(URI address) {
        if (isNew(address)) {
            var root = documents.root(address);
            if (!SafeXml.is(root, WSDL, "definitions")) {
                throw new Unreadable("what is there is no WSDL");
            }
            definitions.add(root);
            SafeXml.children(root, WSDL, "types")
                    .flatMap(types -> SafeXml.children(types, Schemas.XS, "schema"))
                    .forEach(schema -> readSchema(address, schema, ""));
            SafeXml.children(root, WSDL, "import").map(child -> child.getAttribute("location"))
                    .filter(location -> !location.isEmpty())
                    .forEach(location -> readDefinitions(resolved(address, location)));
        }
    }

    /** @param including the target namespace of a schema that includes this one, which may have none of its own */
    private void readSchema(URI address, Element schema, String including) {
        var namespace = schema.hasAttribute("targetNamespace") ? schema.getAttribute("targetNamespace") : including;
        schemas.add(schema, namespace);
        references(schema, "import").forEach(location -> readSchema(resolved(address, location), ""));
        references(schema, "include").forEach(location -> readSchema(resolved(address, location), namespace));
    }

    private void readSchema(URI address, String including) {
        if (isNew(address)) {
            var root = documents.root(address);
            if (!SafeXml.is(root, Schemas.XS, "schema")) {
                throw new Unreadable("what is at %s is no schema".formatted(address.getPath()));
            }
            readSchema(address, root, including);
        }
    }

    private static List<String> references(Element schema, String kind) {
        return SafeXml.children(schema, Schemas.XS, kind).map(child -> child.getAttribute("schemaLocation"))
                .filter(location -> !location.isEmpty()).toList();
    }

    private boolean isNew(URI address) {
        if (read.size() >= MOST_DOCUMENTS) {
            throw new Unreadable("it is made of more than %d documents".formatted(MOST_DOCUMENTS));
        }
        return read.add(address);
    }

    private static URI resolved(URI address, String location) {
        try {
            return address.resolve(location);
        } catch (IllegalArgumentException _) {
            throw new Unreadable("it refers to something that is no address");
        }
    }

    /** The port of the service that speaks SOAP 1.1. */
    Port soapPort() {
        return elements("service").flatMap(service -> SafeXml.children(service, WSDL, "port"))
                .flatMap(port -> SafeXml.children(port, SOAP, "address")
                        .map(address -> new Port(binding(port), address.getAttribute("location"))))
                .findFirst()
                .orElseThrow(() -> new Unreadable("it offers no SOAP 1.1"));
    }

    record Port(Element binding, String location) {}

    private Element binding(Element port) {
        return named("binding", name(port, "binding"));
    }

    Element portType(Element binding) {
        return named("portType", name(binding, "type"));
    }

    /** The element that a part of a message is. */
    QName part(QName message, Optional<String> part) {
        return SafeXml.children(named("message", message), WSDL, "part")
                .filter(child -> part.isEmpty() || part.get().equals(child.getAttribute("name")))
                .filter(child -> child.hasAttribute("element"))
                .findFirst().map(child -> name(child, "element"))
                .orElseThrow(() -> new Unreadable("the message %s is not document/literal"
                        .formatted(message.getLocalPart())));
    }

    private Element named(String kind, QName name) {
        return elements(kind)
                .filter(element -> element.getAttribute("name").equals(name.getLocalPart()))
                .findFirst()
                .orElseThrow(() -> new Unreadable("the %s %s is missing".formatted(kind, name.getLocalPart())));
    }

    private Stream<Element> elements(String kind) {
        return definitions.stream().flatMap(root -> SafeXml.children(root, WSDL, kind));
    }

    /** A qualified name in an attribute. */
    static QName name(Element element, String attribute) {
        var value = element.getAttribute(attribute).strip();
        int colon = value.indexOf(':');
        var namespace = element.lookupNamespaceURI(colon < 0 ? null : value.substring(0, colon));
        return new QName(namespace, value.substring(colon + 1));
    }

    /** Operations of a portType or a binding by name. */
    static Map<String, Element> operations(Element parent) {
        var operations = new HashMap<String, Element>();
        SafeXml.children(parent, WSDL, "operation").forEach(child -> operations.put(child.getAttribute("name"), child));
        return operations;
    }
}
