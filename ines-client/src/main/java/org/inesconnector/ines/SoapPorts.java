package org.inesconnector.ines;

import jakarta.xml.bind.ValidationEventHandler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.extension.ExtensionManagerBus;
import org.apache.cxf.endpoint.UpfrontConduitSelector;
import org.apache.cxf.jaxws.JaxWsProxyFactoryBean;
import org.apache.cxf.jaxb.JAXBDataBinding;
import org.apache.cxf.logging.FaultListener;
import org.inesconnector.ines.wsdl.cf.CfSoap;
import org.inesconnector.ines.wsdl.icm.IcmSoap;
import org.inesconnector.ines.wsdl.login.LoginSoap;
import org.inesconnector.ines.wsdl.sync.AutomationSyncSoap;

/** The four services as Java interfaces. Each is made when it is first needed, from its classes: no WSDL is read. */
final class SoapPorts implements AutoCloseable {

    /** A number that is none must not be read as 0; an element that we do not know may be there. */
    private static final ValidationEventHandler STRICT_ABOUT_VALUES = event -> event.getLinkedException() == null;
    /** What goes wrong is told by an exception; CXF need not log it as well. */
    private static final FaultListener SILENT = (_, _, _) -> false;

    private final Function<InesService, SoapConduit> conduits;
    private final Map<InesService, Object> ports = new ConcurrentHashMap<>();
    private final Bus bus = new ExtensionManagerBus();

    SoapPorts(Function<InesService, SoapConduit> conduits) {
        this.conduits = conduits;
    }

    LoginSoap login() {
        return LoginSoap.class.cast(port(InesService.LOGIN));
    }

    IcmSoap icm() {
        return IcmSoap.class.cast(port(InesService.ICM));
    }

    CfSoap cf() {
        return CfSoap.class.cast(port(InesService.CF));
    }

    AutomationSyncSoap sync() {
        return AutomationSyncSoap.class.cast(port(InesService.SYNC));
    }

    private Object port(InesService service) {
        return ports.computeIfAbsent(service, this::create);
    }

    private Object create(InesService service) {
        var conduit = conduits.apply(service);
        var factory = new JaxWsProxyFactoryBean();
        factory.setBus(bus);
        factory.setServiceClass(service.port());
        factory.setAddress(conduit.getTarget().getAddress().getValue());
        factory.setConduitSelector(new UpfrontConduitSelector(conduit));
        factory.setProperties(Map.of(
                FaultListener.class.getName(), SILENT,
                JAXBDataBinding.READER_VALIDATION_EVENT_HANDLER, STRICT_ABOUT_VALUES));
        return factory.create();
    }

    @Override
    public void close() {
        bus.shutdown(true);
    }
}
