package org.inesconnector.ines;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Compares the contracts that an INES publishes at {@code ?wsdl} with ours. */
public final class ContractCheck {

    private static final String OPERATION = CallGate.CONTRACT;
    /** Of all that the contract of one service is made of. Real ones have some ten thousand. */
    private static final int LONGEST_CONTRACT = 4_000_000;

    private final InesSettings settings;
    private final InesHttp http;
    private final List<ContractDifference> differences = new ArrayList<>();
    private final Map<InesService, ServiceContract> adaptation = new EnumMap<>(InesService.class);
    private long read;

    private ContractCheck(InesSettings settings, InesHttp http) {
        this.settings = settings;
        this.http = http;
    }

    /**
     * Reads the contracts of all four services. No credentials are sent. What a contract refers to is read from INES's
     * host only.
     *
     * @throws InesException.Unavailable where INES does not answer
     */
    public static ContractReport read(InesSettings settings) {
        return read(settings, CallGate.OPEN);
    }

    /**
     * Likewise.
     *
     * @param gate what every request passes
     */
    public static ContractReport read(InesSettings settings, CallGate gate) {
        try (var http = new InesHttp(settings, gate)) {
            var check = new ContractCheck(settings, http);
            for (var service : InesService.values()) {
                check.check(service);
            }
            check.compareReadWithSent();
            return new ContractReport(check.differences, new ContractAdaptation(check.adaptation));
        }
    }

    private void check(InesService service) {
        read = 0;
        try {
            compare(service, find(service));
        } catch (Wsdl.Unreadable e) {
            differences.add(new ContractDifference.ContractUnreadable(service.path(), e.reason()));
        }
    }

    private void compareReadWithSent() {
        if (!adaptation.isEmpty()) {
            differences.addAll(UnreadFields.differences(live(InesService.ICM), live(InesService.SYNC)));
        }
    }

    private ServiceContract live(InesService service) {
        return Optional.ofNullable(adaptation.get(service)).orElseGet(() -> ContractReader.ours(service));
    }

    private void compare(InesService service, Found found) {
        var all = new ArrayList<ContractDifference>();
        var path = path(found);
        if (!path.equals(address(service.path()).getRawPath())) {
            all.add(new ContractDifference.PathDiffers(service.path(), path));
        }
        all.addAll(ContractComparison.of(service, ContractReader.ours(service), found.contract()));
        if (!all.isEmpty()) {
            adaptation.put(service, found.contract().withPath(path));
            differences.addAll(all);
        }
    }

    /** The contract, and where it was. */
    private record Found(URI address, ServiceContract contract) {}

    private Found find(InesService service) {
        for (var path : spellings(service)) {
            var address = address(path);
            var answer = get(address);
            if (answer.status() != 404) {
                var root = root(answer);
                return new Found(address,
                        ContractReader.read(address, other -> other.equals(address) ? root : fetch(other)));
            }
        }
        throw new Wsdl.Unreadable("there is nothing at %s (HTTP 404)".formatted(address(service.path())));
    }

    /** Public clients spell the paths in these ways; some servers care. */
    private static Set<String> spellings(InesService service) {
        var path = service.path();
        var spellings = new LinkedHashSet<>(List.of(path, path.replace("/ws/", "/Ws/"), path.toLowerCase(Locale.ROOT)));
        if (service == InesService.SYNC) {
            spellings.add("/ws/wsAutomationsync.asmx");
        }
        return spellings;
    }

    private URI address(String path) {
        return ServiceAddress.under(settings.url(), path);
    }

    private InesHttp.Answer get(URI address) {
        var answer = http.get(OPERATION, address.resolve(address.getRawPath() + OPERATION));
        if (answer.status() >= 500) {
            throw new InesException.Unavailable(OPERATION,
                    "%s answered HTTP %d".formatted(address, answer.status()), false, null);
        }
        return answer;
    }

    /** A document that a contract refers to. A server behind a proxy may not know its own scheme and port. */
    private Element fetch(URI address) {
        if (!isOurHost(address)) {
            throw new Wsdl.Unreadable("it refers to another host");
        }
        var root = settings.url();
        var query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return root(http.get(OPERATION, ServiceAddress.on(root, address.getRawPath() + query)));
    }

    private Element root(InesHttp.Answer answer) {
        if (!answer.isGood()) {
            throw new Wsdl.Unreadable("%s answers HTTP %d".formatted(answer.uri(), answer.status()));
        }
        read += answer.body().length;
        if (read > LONGEST_CONTRACT) {
            throw new Wsdl.Unreadable("it is longer than %d bytes".formatted(LONGEST_CONTRACT));
        }
        try {
            return plain(SafeXml.parse(answer.body(), SoapAnswer.charset(answer.contentType())).getDocumentElement());
        } catch (IOException | SAXException _) {
            throw new Wsdl.Unreadable("what is at %s is no XML".formatted(answer.uri()));
        }
    }

    /** Names and addresses become lines of text and headers of requests. */
    private static Element plain(Element root) {
        var attributes = root.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            if (attributes.item(i).getNodeValue().chars().anyMatch(Character::isISOControl)) {
                throw new Wsdl.Unreadable("it has control characters in <%s>".formatted(root.getLocalName()));
            }
        }
        SafeXml.children(root).forEach(ContractCheck::plain);
        return root;
    }

    /**
     * Where the contract says that the service is, if that is on our host. A server that knows itself by another name is
     * believed only about the letter case.
     */
    private String path(Found found) {
        var location = location(found);
        var path = location.getRawPath();
        boolean isUsable = path != null && !path.isEmpty() && !path.startsWith("//")
                && (isOurHost(location) || path.equalsIgnoreCase(found.address().getRawPath()));
        return isUsable ? path : found.address().getRawPath();
    }

    private static URI location(Found found) {
        try {
            return found.address().resolve(found.contract().path());
        } catch (IllegalArgumentException _) {
            return found.address();
        }
    }

    private boolean isOurHost(URI address) {
        return address.getHost() != null && address.getHost().equalsIgnoreCase(settings.url().getHost());
    }
}
