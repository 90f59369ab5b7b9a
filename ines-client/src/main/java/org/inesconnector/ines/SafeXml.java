package org.inesconnector.ines;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** XML from outside: no DTD, so no entity of any kind, and no depth that could exhaust the stack. */
final class SafeXml {

    private static final String DEEPEST = "100";
    private static final DocumentBuilderFactory FACTORY = factory();

    private SafeXml() {}

    private static DocumentBuilderFactory factory() {
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK's XML parser cannot be made safe", e);
        }
        factory.setAttribute("jdk.xml.maxElementDepth", DEEPEST);
        // Without DTD the only entities are XML's own five, which a long text may hold by the thousand.
        factory.setAttribute("jdk.xml.entityExpansionLimit", "0");
        factory.setAttribute("jdk.xml.totalEntitySizeLimit", "0");
        factory.setAttribute("jdk.xml.maxGeneralEntitySizeLimit", "0");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setExpandEntityReferences(false);
        return factory;
    }

    /** @param charset what the transport says; null: the XML itself says */
    static Document parse(byte[] xml, @Nullable String charset) throws SAXException, IOException {
        return parse(new ByteArrayInputStream(xml), charset);
    }

    static Document parse(InputStream xml, @Nullable String charset) throws SAXException, IOException {
        var source = new InputSource(xml);
        source.setEncoding(charset);
        return builder().parse(source);
    }

    static Document blank() {
        return builder().newDocument();
    }

    private static synchronized DocumentBuilder builder() {
        try {
            var builder = FACTORY.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK's XML parser cannot be made safe", e);
        }
    }

    static List<Element> children(Element parent) {
        return elements(parent.getChildNodes()).toList();
    }

    static Stream<Element> children(Element parent, String namespace, String name) {
        return children(parent).stream().filter(child -> is(child, namespace, name));
    }

    static Optional<Element> firstChild(Element parent) {
        return elements(parent.getChildNodes()).findFirst();
    }

    static boolean is(Element element, String namespace, String name) {
        return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item)
                .filter(Element.class::isInstance).map(Element.class::cast);
    }
}
