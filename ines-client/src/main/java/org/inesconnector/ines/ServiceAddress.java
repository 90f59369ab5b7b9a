package org.inesconnector.ines;

import java.net.URI;
import java.util.Optional;
import org.w3c.dom.Document;

/** Where a service is and how its messages look: by our contract, or by its own where that differs. */
final class ServiceAddress {

    private final URI uri;
    private final Optional<ServiceContract> live;

    ServiceAddress(URI root, InesService service, ContractAdaptation adaptation) {
        live = adaptation.of(service);
        uri = live.map(contract -> on(root, contract.path())).orElseGet(() -> under(root, service.path()));
    }

    /** A path below the root's own. */
    static URI under(URI root, String path) {
        var base = root.getRawPath() == null ? "" : root.getRawPath();
        return on(root, (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /** A path on the root's host, however it begins: after two slashes a host would be named. */
    static URI on(URI root, String path) {
        return root.resolve("/" + path.replaceFirst("^/+", ""));
    }

    URI uri() {
        return uri;
    }

    String soapAction(String operation) {
        return live.map(contract -> contract.operations().get(operation))
                .map(ServiceContract.Operation::soapAction)
                .orElseGet(() -> InesService.soapAction(operation));
    }

    byte[] outgoing(String operation, byte[] envelope) {
        return live.map(contract -> new AdaptedRequest(contract, operation).of(envelope)).orElse(envelope);
    }

    Document incoming(String operation, Document envelope) {
        return live.isPresent() ? AdaptedAnswer.of(envelope) : AdaptedAnswer.unchanged(operation, envelope);
    }
}
