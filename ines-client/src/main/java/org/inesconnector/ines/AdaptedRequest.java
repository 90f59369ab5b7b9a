package org.inesconnector.ines;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamException;
import org.apache.cxf.staxutils.StaxUtils;
import org.inesconnector.ines.ServiceContract.ElementDeclaration;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * A request of ours as the live contract wants it: its namespaces, its elements in its order, and none that it does not
 * have. Elements find each other by their local names.
 */
final class AdaptedRequest {

    private static final String NIL_NAMESPACE = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;

    private final ServiceContract live;
    private final String operation;
    private final Document request = SafeXml.blank();

    AdaptedRequest(ServiceContract live, String operation) {
        this.live = live;
        this.operation = operation;
    }

    byte[] of(byte[] envelope) {
        var contract = live.operations().get(operation);
        if (contract == null) {
            throw new InesException.ContractDiffers(operation, "INES has no operation " + operation);
        }
        try {
            return written(adapted(SafeXml.parse(envelope, StandardCharsets.UTF_8.name()), contract));
        } catch (SAXException | IOException | XMLStreamException e) {
            throw new IllegalStateException("The request could not be adapted", e);
        }
    }

    private Document adapted(Document envelope, ServiceContract.Operation contract) {
        var root = soap("Envelope");
        request.appendChild(root);
        for (var part : SafeXml.children(envelope.getDocumentElement())) {
            var declaration = part.getLocalName().equals("Header") ? contract.header() : contract.input();
            var copy = root.appendChild(soap(part.getLocalName()));
            SafeXml.children(part).forEach(content -> copy.appendChild(
                    declaration == null ? request.importNode(content, true) : adapted(content, declaration)));
        }
        return request;
    }

    private Element soap(String name) {
        return request.createElementNS(SoapAnswer.SOAP, "soap:" + name);
    }

    private Element adapted(Element ours, ElementDeclaration declaration) {
        var namespace = declaration.namespace();
        var element = namespace.isEmpty()
                ? request.createElementNS(null, declaration.name())
                : request.createElementNS(namespace, "ines:" + declaration.name());
        if (ours.hasAttributeNS(NIL_NAMESPACE, "nil")) {
            element.setAttributeNS(NIL_NAMESPACE, "xsi:nil", ours.getAttributeNS(NIL_NAMESPACE, "nil"));
        }
        if (live.isComplex(declaration)) {
            fill(element, ours, declaration);
        } else {
            element.setTextContent(ours.getTextContent());
        }
        return element;
    }

    private void fill(Element element, Element ours, ElementDeclaration declaration) {
        var children = SafeXml.children(ours);
        for (var child : live.elements(declaration)) {
            children.stream().filter(candidate -> child.name().equals(candidate.getLocalName()))
                    .forEach(match -> element.appendChild(adapted(match, child)));
        }
    }

    private static byte[] written(Document document) throws XMLStreamException {
        var bytes = new ByteArrayOutputStream();
        var writer = StaxUtils.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
        StaxUtils.writeDocument(document, writer, true);
        writer.close();
        return bytes.toByteArray();
    }
}
