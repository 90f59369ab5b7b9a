package org.inesconnector.simulator.ines;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What a SOAP request is about. What cannot be read is left empty. */
record Envelope(String operation, String session) {

    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final XMLInputFactory XML = withoutDtd();

    static Envelope of(byte[] request) {
        var reading = new Reading();
        try {
            var xml = XML.createXMLStreamReader(new ByteArrayInputStream(request));
            while (reading.operation.isEmpty() && xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT) {
                    reading.element(xml);
                }
            }
        } catch (XMLStreamException e) {
            return new Envelope("", reading.session);
        }
        return new Envelope(reading.operation, reading.session);
    }

    private static XMLInputFactory withoutDtd() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private static final class Reading {

        private boolean inBody;
        private boolean inSession;
        private String operation = "";
        private String session = "";

        void element(XMLStreamReader xml) throws XMLStreamException {
            if (inBody) {
                operation = xml.getLocalName();
            } else if (inSession && xml.getLocalName().equals("ID")) {
                session = xml.getElementText();
            }
            inBody = inBody || (xml.isStartElement() && SOAP.equals(xml.getNamespaceURI())
                    && xml.getLocalName().equals("Body"));
            inSession = xml.isStartElement() && xml.getLocalName().equals("SessionID");
        }
    }
}
