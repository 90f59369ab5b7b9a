package org.inesconnector.simulator.ines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The schema that a service publishes, to hold requests against. */
final class ServedContract {

    private final Schema schema;

    private ServedContract(Schema schema) {
        this.schema = schema;
    }

    static ServedContract at(URI url, String path) throws Exception {
        var wsdl = parse(RawSoap.get(url.resolve(path + "?wsdl")).body());
        var element = (Element) wsdl.getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, "schema").item(0);
        inheritPrefixes(element);
        return new ServedContract(SchemaFactory.newDefaultInstance().newSchema(new DOMSource(element)));
    }

    /** @throws SAXException where the body or the header of the request is not as the contract says */
    void validate(String request) throws Exception {
        var envelope = parse(request).getDocumentElement();
        for (var part = envelope.getFirstChild(); part != null; part = part.getNextSibling()) {
            for (var content = part.getFirstChild(); content != null; content = content.getNextSibling()) {
                if (content instanceof Element) {
                    schema.newValidator().validate(new DOMSource(content));
                }
            }
        }
    }

    private static void inheritPrefixes(Element schema) {
        for (var parent = schema.getParentNode(); parent instanceof Element element; parent = parent.getParentNode()) {
            var attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                Node attribute = attributes.item(i);
                if (attribute.getNodeName().startsWith("xmlns:") && !schema.hasAttribute(attribute.getNodeName())) {
                    schema.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, attribute.getNodeName(),
                            attribute.getNodeValue());
                }
            }
        }
    }

    private static Document parse(String xml) throws SAXException, IOException, ParserConfigurationException {
        return DocumentBuilderFactory.newNSInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(UTF_8)));
    }
}
