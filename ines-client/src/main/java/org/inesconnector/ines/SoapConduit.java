package org.inesconnector.ines;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.logging.Logger;
import javax.xml.stream.XMLStreamReader;
import org.apache.cxf.common.logging.LogUtils;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageImpl;
import org.apache.cxf.staxutils.StaxUtils;
import org.apache.cxf.transport.AbstractConduit;
import org.apache.cxf.transport.MessageObserver;
import org.apache.cxf.ws.addressing.EndpointReferenceUtils;
import org.w3c.dom.Document;

/**
 * Carries the messages of one service for CXF, in place of CXF's own HTTP conduit, which bounds neither the length of an
 * answer nor the time that its body takes.
 */
final class SoapConduit extends AbstractConduit {

    private static final Logger LOG = LogUtils.getL7dLogger(SoapConduit.class);

    private final InesHttp http;
    private final ServiceAddress address;

    SoapConduit(InesHttp http, ServiceAddress address) {
        super(EndpointReferenceUtils.getEndpointReference(address.uri().toString()));
        this.http = http;
        this.address = address;
    }

    /** Takes a reason that is not for CXF to know through CXF. */
    static final class CallFailed extends IOException {
        private static final long serialVersionUID = 1;
        private final transient RuntimeException reason;

        CallFailed(RuntimeException reason) {
            super(reason);
            this.reason = reason;
        }

        RuntimeException reason() {
            return reason;
        }
    }

    @Override
    public void prepare(Message message) {
        message.setContent(OutputStream.class, new ByteArrayOutputStream());
    }

    @Override
    public void close(Message message) throws IOException {
        if (message.getContent(OutputStream.class) instanceof ByteArrayOutputStream request) {
            message.removeContent(OutputStream.class);
            receive(message, call(operation(message), request.toByteArray()));
        }
    }

    private Document call(String operation, byte[] request) throws CallFailed {
        try {
            return http.watched(operation, () -> {
                var answer = http.post(operation, address.uri(), address.soapAction(operation),
                        address.outgoing(operation, request));
                return address.incoming(operation, SoapAnswer.envelope(operation, answer));
            });
        } catch (InesException | SoapAnswer.Fault | CallGate.Withheld e) {
            throw new CallFailed(e);
        }
    }

    private void receive(Message request, Document answer) {
        var incoming = new MessageImpl();
        incoming.setExchange(request.getExchange());
        incoming.setContent(XMLStreamReader.class, StaxUtils.createXMLStreamReader(answer));
        request.getExchange().get(MessageObserver.class).onMessage(incoming);
    }

    private static String operation(Message message) {
        return message.getExchange().getBindingOperationInfo().getName().getLocalPart();
    }

    @Override
    protected Logger getLogger() {
        return LOG;
    }
}
