package org.inesconnector.simulator.ines;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Changes the types of a contract. Unlike ours, a real contract has no place for just any element. */
final class ContractEditor {

    private static final String XS = XMLConstants.W3C_XML_SCHEMA_NS_URI;

    private final Document wsdl;

    ContractEditor(String text) {
        try {
            wsdl = DocumentBuilderFactory.newNSInstance().newDocumentBuilder()
                    .parse(new InputSource(new StringReader(text)));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new IllegalStateException("Our own contract is no XML", e);
        }
        elements(wsdl.getElementsByTagNameNS(XS, "any")).forEach(any -> any.getParentNode().removeChild(any));
    }

    void addElements(String type, List<String> names) {
        sequences(type).forEach(sequence -> names.forEach(
                name -> sequence.insertBefore(optionalText(sequence, name), sequence.getFirstChild())));
    }

    void removeElements(String type, Set<String> names) {
        sequences(type).forEach(sequence -> elements(sequence.getChildNodes()).stream()
                .filter(element -> names.contains(element.getAttribute("name"))).forEach(sequence::removeChild));
    }

    private List<Element> sequences(String type) {
        return sequences().stream().filter(sequence -> sequence.getParentNode() instanceof Element parent
                && parent.getAttribute("name").equals(type)).toList();
    }

    void sortElements() {
        for (var sequence : sequences()) {
            var sorted = new ArrayList<>(elements(sequence.getChildNodes()));
            sorted.sort(Comparator.comparing(element -> element.getAttribute("name")));
            sorted.forEach(sequence::appendChild);
        }
    }

    String text() {
        try {
            var text = new StringWriter();
            TransformerFactory.newDefaultInstance().newTransformer().transform(new DOMSource(wsdl),
                    new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    private Element optionalText(Element sequence, String name) {
        var element = wsdl.createElementNS(XS, sequence.getNodeName().replace("sequence", "element"));
        element.setAttribute("name", name);
        element.setAttribute("minOccurs", "0");
        element.setAttribute("type", sequence.getNodeName().replace("sequence", "string"));
        return element;
    }

    private List<Element> sequences() {
        return elements(wsdl.getElementsByTagNameNS(XS, "sequence"));
    }

    private static List<Element> elements(NodeList nodes) {
        var elements = new ArrayList<Element>();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }
}
