package org.inesconnector.ines;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * XML from outside: no DTD, so no entity of any kind, no depth that could exhaust the stack, and not so many parts that they
 * could exhaust the memory.
 */
final class SafeXml {

    private static final String DEEPEST = "100";
    /** Elements, attributes and the like. Each takes a hundred bytes of memory, and as few as four of XML. */
    private static final int MOST_PARTS = 300_000;
    /** So many bytes may be nothing but parts. */
    private static final int HARMLESS = 500_000;
    private static final DocumentBuilderFactory FACTORY = factory();
    private static final SAXParserFactory WALK = walk();

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
        // Each would be a part of its own.
        factory.setIgnoringComments(true);
        factory.setCoalescing(true);
        return factory;
    }

    private static SAXParserFactory walk() {
        var factory = SAXParserFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("The JDK's XML parser cannot be made safe", e);
        }
        return factory;
    }

    /** @param charset what the transport says; null: the XML itself says */
    static Document parse(byte[] xml, @Nullable String charset) throws SAXException, IOException {
        if (xml.length > HARMLESS) {
            walker().parse(source(xml, charset), new Counting());
        }
        return builder().parse(source(xml, charset));
    }

    private static InputSource source(byte[] xml, @Nullable String charset) {
        var source = new InputSource(new ByteArrayInputStream(xml));
        source.setEncoding(charset);
        return source;
    }

    private static synchronized SAXParser walker() throws SAXException {
        try {
            var parser = WALK.newSAXParser();
            parser.setProperty("jdk.xml.maxElementDepth", DEEPEST);
            parser.setProperty("jdk.xml.entityExpansionLimit", "0");
            parser.setProperty("jdk.xml.totalEntitySizeLimit", "0");
            parser.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
            return parser;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK's XML parser cannot be made safe", e);
        }
    }

    /** Keeps nothing, so that what would not fit into the memory is never there. */
    private static final class Counting extends DefaultHandler {

        private int parts;

        @Override
        public void startElement(String namespace, String name, String qualified, Attributes attributes)
                throws SAXException {
            count(1 + attributes.getLength());
        }

        @Override
        public void processingInstruction(String target, String data) throws SAXException {
            count(1);
        }

        private void count(int more) throws SAXException {
            parts += more;
            if (parts > MOST_PARTS) {
                throw new SAXException("more than " + MOST_PARTS + " parts");
            }
        }
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
