package org.inesconnector.ines;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.inesconnector.ines.ServiceContract.ElementDeclaration;
import org.inesconnector.ines.ServiceContract.Operation;
import org.jspecify.annotations.Nullable;

/**
 * How to speak to an INES whose contracts differ from ours: for each service that differs, its own contract. Read by
 * {@link ContractCheck}; kept as text.
 */
public final class ContractAdaptation {

    /** For an INES that speaks our contracts. */
    public static final ContractAdaptation NONE = new ContractAdaptation(Map.of());

    private static final String FIRST_LINE = "ines-contracts 1";

    private final Map<InesService, ServiceContract> contracts;

    ContractAdaptation(Map<InesService, ServiceContract> contracts) {
        this.contracts = Map.copyOf(contracts);
    }

    Optional<ServiceContract> of(InesService service) {
        return Optional.ofNullable(contracts.get(service));
    }

    public boolean isNone() {
        return contracts.isEmpty();
    }

    /** Lines of fields separated by tabs, for {@link #fromText}. */
    public String toText() {
        var lines = new ArrayList<String>();
        lines.add(FIRST_LINE);
        for (var service : InesService.values()) {
            of(service).ifPresent(contract -> {
                lines.add(line("service", service.name(), contract.path()));
                new TreeMap<>(contract.operations()).forEach((name, operation) -> write(lines, name, operation));
                new TreeMap<>(contract.types()).forEach((key, elements) -> write(lines, key, elements));
            });
        }
        return String.join("\n", lines) + "\n";
    }

    private static void write(List<String> lines, String name, Operation operation) {
        lines.add(line("operation", name, operation.soapAction()));
        if (operation.header() != null) {
            lines.add(line("header", operation.header()));
        }
        lines.add(line("input", operation.input()));
        lines.add(line("output", operation.output()));
    }

    private static void write(List<String> lines, String key, List<ElementDeclaration> elements) {
        lines.add(line("type", key));
        elements.forEach(element -> lines.add(line("element", element)));
    }

    private static String line(String kind, ElementDeclaration element) {
        return line(kind, element.namespace(), element.name(), element.type(),
                Boolean.toString(element.required()), Boolean.toString(element.many()));
    }

    private static String line(String... fields) {
        return String.join("\t", fields);
    }

    /** @throws IllegalArgumentException for text that is not from {@link #toText} */
    public static ContractAdaptation fromText(String text) {
        var lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals(FIRST_LINE)) {
            throw new IllegalArgumentException("Not an adaptation to INES's contracts");
        }
        var reading = new Reading();
        lines.stream().skip(1).map(line -> line.split("\t", -1)).forEach(reading::line);
        return new ContractAdaptation(reading.finished());
    }

    /** The text, line by line. */
    private static final class Reading {
        private final Map<InesService, ServiceContract> contracts = new EnumMap<>(InesService.class);
        private final Map<String, Operation> operations = new HashMap<>();
        private final Map<String, List<ElementDeclaration>> types = new HashMap<>();
        private String[] service = {};
        private String[] operation = {};
        private @Nullable ElementDeclaration header;
        private @Nullable ElementDeclaration input;
        private List<ElementDeclaration> type = new ArrayList<>();

        void line(String[] fields) {
            try {
                read(fields);
            } catch (IndexOutOfBoundsException e) {
                throw new IllegalArgumentException("Not a line of an adaptation: " + String.join(" ", fields), e);
            }
        }

        private void read(String[] fields) {
            switch (fields[0]) {
                case "service" -> startService(fields);
                case "operation" -> {
                    operation = new String[]{fields[1], fields[2]};
                    header = null;
                    input = null;
                }
                case "header" -> header = element(fields);
                case "input" -> input = element(fields);
                case "output" -> operations.put(operation[0],
                        new Operation(operation[1], header, element(input), element(fields)));
                case "type" -> {
                    type = new ArrayList<>();
                    types.put(fields[1], type);
                }
                case "element" -> type.add(element(fields));
                default -> throw new IllegalArgumentException("Not a line of an adaptation: " + fields[0]);
            }
        }

        private void startService(String[] fields) {
            finished();
            service = fields;
            operations.clear();
            types.clear();
        }

        Map<InesService, ServiceContract> finished() {
            if (service.length > 0) {
                contracts.put(InesService.valueOf(service[1]), new ServiceContract(service[2], operations, types));
            }
            return contracts;
        }

        private static ElementDeclaration element(String[] fields) {
            return new ElementDeclaration(fields[1], fields[2], fields[3],
                    Boolean.parseBoolean(fields[4]), Boolean.parseBoolean(fields[5]));
        }

        private static ElementDeclaration element(@Nullable ElementDeclaration read) {
            if (read == null) {
                throw new IllegalArgumentException("An operation without input");
            }
            return read;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContractAdaptation adaptation && contracts.equals(adaptation.contracts);
    }

    @Override
    public int hashCode() {
        return contracts.hashCode();
    }

    @Override
    public String toString() {
        return "ContractAdaptation" + contracts.keySet();
    }
}
