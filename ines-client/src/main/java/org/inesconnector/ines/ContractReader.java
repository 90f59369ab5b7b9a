package org.inesconnector.ines;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.inesconnector.ines.ServiceContract.ElementDeclaration;
import org.inesconnector.ines.ServiceContract.Operation;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Reads a service's contract from its WSDL: ours and an INES's own by the same rules. */
final class ContractReader {

    private final Wsdl wsdl;

    private ContractReader(Wsdl wsdl) {
        this.wsdl = wsdl;
    }

    /** Our contract of a service. */
    static ServiceContract ours(InesService service) {
        return read(URI.create("classpath:/" + service.contract()), _ -> bundled(service));
    }

    private static Element bundled(InesService service) {
        try (var resource = ContractReader.class.getClassLoader().getResourceAsStream(service.contract())) {
            if (resource == null) {
                throw new IllegalStateException("Missing " + service.contract());
            }
            return SafeXml.parse(resource.readAllBytes(), null).getDocumentElement();
        } catch (IOException | SAXException e) {
            throw new IllegalStateException("Our own contract cannot be read: " + service.contract(), e);
        }
    }

    /**
     * The contract at an address; its path is the whole address that the WSDL gives, host and all.
     *
     * @throws Wsdl.Unreadable where it says nothing that can be understood
     */
    static ServiceContract read(URI address, Wsdl.Documents documents) {
        return new ContractReader(Wsdl.read(address, documents)).contract();
    }

    private ServiceContract contract() {
        var port = wsdl.soapPort();
        if (isRpc(port.binding())) {
            throw new Wsdl.Unreadable("it is not document/literal");
        }
        var bound = Wsdl.operations(port.binding());
        Map<String, Operation> operations = new HashMap<>();
        Wsdl.operations(wsdl.portType(port.binding())).forEach((name, operation) -> {
            var binding = bound.get(name);
            if (binding != null) {
                operations.put(name, operation(operation, binding));
            }
        });
        return new ServiceContract(port.location(), operations, wsdl.schemas().types());
    }

    private static boolean isRpc(Element binding) {
        return SafeXml.children(binding, Wsdl.SOAP, "binding")
                .anyMatch(soap -> "rpc".equals(soap.getAttribute("style")));
    }

    private Operation operation(Element operation, Element binding) {
        var action = SafeXml.children(binding, Wsdl.SOAP, "operation").findFirst()
                .map(soap -> soap.getAttribute("soapAction")).orElse("");
        return new Operation(action, header(binding), message(operation, "input"), message(operation, "output"));
    }

    private ElementDeclaration message(Element operation, String direction) {
        return SafeXml.children(operation, Wsdl.WSDL, direction).findFirst()
                .map(child -> wsdl.schemas().global(wsdl.part(Wsdl.name(child, "message"), Optional.empty())))
                .orElseThrow(() -> new Wsdl.Unreadable("the operation %s has no %s"
                        .formatted(operation.getAttribute("name"), direction)));
    }

    private @Nullable ElementDeclaration header(Element binding) {
        return SafeXml.children(binding, Wsdl.WSDL, "input")
                .flatMap(input -> SafeXml.children(input, Wsdl.SOAP, "header")).findFirst()
                .map(header -> wsdl.schemas().global(
                        wsdl.part(Wsdl.name(header, "message"), Optional.of(header.getAttribute("part")))))
                .orElse(null);
    }
}
