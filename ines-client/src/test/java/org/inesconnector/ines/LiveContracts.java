package org.inesconnector.ines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** An INES that publishes copies of our contracts, changed as a real INES's may be. */
final class LiveContracts implements AutoCloseable {

    static final String ICM = "/ws/wsicm.asmx";
    static final String SYNC = "/ws/WSAutomationSync.asmx";

    private final StandInInes ines = new StandInInes();

    LiveContracts() {
        for (var service : InesService.values()) {
            publish(service, UnaryOperator.identity());
        }
    }

    StandInInes ines() {
        return ines;
    }

    void publish(InesService service, UnaryOperator<String> change) {
        ines.publish(service.path() + "?wsdl", here(change.apply(contract(service))));
    }

    void change(InesService service, String part, String replacement) {
        assertThat(contract(service)).contains(part);
        publish(service, text -> text.replace(part, replacement));
    }

    /** A contract of ours as if it were this INES's own. */
    String here(String contract) {
        return contract.replace("https://webservices.inescrm.com", ines.url().toString());
    }

    static String contract(InesService service) {
        try (var resource = LiveContracts.class.getClassLoader().getResourceAsStream(service.contract())) {
            return new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ContractReport report() {
        return ContractCheck.read(ines.settings());
    }

    @Override
    public void close() {
        ines.close();
    }
}
