package org.inesconnector.simulator.ines;

import java.util.Map;
import java.util.Objects;
import javax.xml.namespace.QName;
import org.apache.cxf.Bus;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.SoapBindingConstants;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.headers.Header;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.phase.Phase;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Publishes the services as INES does: the same paths, a session for every call, the SOAPAction looked at. */
final class Soap {

    static final String NAMESPACE = "http://webservice.ines.fr";
    static final String LOGIN = "/wslogin/login.asmx";
    static final String CONTACT_MANAGER = "/ws/wsicm.asmx";
    static final String CUSTOM_FIELDS = "/ws/wscf.asmx";
    static final String SYNC = "/ws/WSAutomationSync.asmx";
    private static final QName SESSION_HEADER = new QName(NAMESPACE, "SessionID");
    /** A refusal is no accident: it is not logged. */
    private static final FaultListener SILENT = (_, _, _) -> false;

    private final Bus bus;
    private final Sessions sessions;

    Soap(Bus bus, Sessions sessions) {
        this.bus = bus;
        this.sessions = sessions;
    }

    void publishWithoutSession(String path, Object service) {
        factory(path, service).create();
    }

    void publish(String path, Object service) {
        var factory = factory(path, service);
        factory.getInInterceptors().add(new SessionCheck(sessions));
        factory.create();
    }

    private JaxWsServerFactoryBean factory(String path, Object service) {
        var factory = new JaxWsServerFactoryBean();
        factory.setBus(bus);
        factory.setAddress(path);
        factory.setServiceBean(service);
        factory.setProperties(Map.of(FaultListener.class.getName(), SILENT));
        factory.getInInterceptors().add(new ActionCheck());
        return factory;
    }

    private static SoapFault fault(String words) {
        return new SoapFault(words, Soap11.getInstance().getReceiver());
    }

    /** ASP.NET finds the operation by its SOAPAction, not by the body. */
    private static final class ActionCheck extends AbstractSoapInterceptor {

        ActionCheck() {
            super(Phase.PRE_INVOKE);
        }

        @Override
        public void handleMessage(SoapMessage message) {
            var action = Objects.requireNonNullElse((String) message.get(SoapBindingConstants.SOAP_ACTION), "");
            var operation = message.getExchange().getBindingOperationInfo();
            if (!action.equals(NAMESPACE + "/" + operation.getName().getLocalPart())) {
                throw fault("Le serveur n'a pas reconnu la valeur de l'en-tête HTTP SOAPAction : " + action + ".");
            }
        }
    }

    private static final class SessionCheck extends AbstractSoapInterceptor {

        private final Sessions sessions;

        SessionCheck(Sessions sessions) {
            super(Phase.PRE_PROTOCOL);
            this.sessions = sessions;
        }

        @Override
        public void handleMessage(SoapMessage message) {
            try {
                sessions.check(id(message.getHeader(SESSION_HEADER)));
            } catch (Refusal refusal) {
                throw fault(Objects.requireNonNull(refusal.getMessage()));
            }
        }

        private static String id(@Nullable Header header) {
            if (header == null || !(header.getObject() instanceof Element element)) {
                return "";
            }
            var ids = element.getElementsByTagNameNS(NAMESPACE, "ID");
            return ids.getLength() == 0 ? "" : ids.item(0).getTextContent();
        }
    }
}
