package org.inesconnector.ines;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.inesconnector.ines.ServiceContract.ElementDeclaration;
import org.inesconnector.ines.ServiceContract.Operation;
import org.jspecify.annotations.Nullable;

/** What differs between our contract of a service and an INES's own, as far as the client's calls go. */
final class ContractComparison {

    /** In our contracts for the sake of completeness; a client is updated through the contact manager. */
    private static final Set<String> NEVER_CALLED = Set.of("/ws/WSAutomationSync.asmx UpdateClient");
    private static final Set<String> WHOLE_NUMBERS = Set.of("xs:int", "xs:integer", "xs:long", "xs:short",
            "xs:unsignedInt", "xs:unsignedShort", "xs:nonNegativeInteger");
    private static final Set<String> TEXTS = Set.of("xs:string", "xs:normalizedString", "xs:token", "xs:anyURI");

    private final String service;
    private final ServiceContract ours;
    private final ServiceContract live;
    private final Set<ContractDifference> differences = new LinkedHashSet<>();
    private final Set<String> compared = new HashSet<>();

    private ContractComparison(String service, ServiceContract ours, ServiceContract live) {
        this.service = service;
        this.ours = ours;
        this.live = live;
    }

    /** Without the path, which is a matter of where the contract was found. */
    static List<ContractDifference> of(InesService service, ServiceContract ours, ServiceContract live) {
        var comparison = new ContractComparison(service.path(), ours, live);
        ours.operations().keySet().stream().sorted()
                .filter(name -> !NEVER_CALLED.contains(service.path() + " " + name))
                .forEach(comparison::operation);
        return List.copyOf(comparison.differences);
    }

    private void operation(String name) {
        var expected = ours.operations().get(name);
        var actual = live.operations().get(name);
        if (expected == null || actual == null) {
            differences.add(new ContractDifference.OperationMissing(service, name));
            return;
        }
        if (!expected.soapAction().equals(actual.soapAction())) {
            differences.add(new ContractDifference.SoapActionDiffers(
                    service, name, expected.soapAction(), actual.soapAction()));
        }
        operation(name, expected, actual);
    }

    private void operation(String name, Operation expected, Operation actual) {
        namespace(expected.input(), actual.input());
        if (!actual.output().name().equals(expected.output().name())) {
            differences.add(new ContractDifference.TypeDiffers(
                    service, name, "answer", expected.output().name(), actual.output().name()));
        }
        header(expected.header(), actual.header());
        elements(name, new Pair(expected.input(), actual.input()), Direction.SENT, true);
        elements(name, new Pair(expected.output(), actual.output()), Direction.ANSWERED, true);
    }

    private enum Direction {
        SENT, ANSWERED
    }

    private record Pair(ElementDeclaration expected, ElementDeclaration actual) {}

    private void namespace(ElementDeclaration expected, ElementDeclaration actual) {
        if (!expected.namespace().equals(actual.namespace())) {
            differences.add(new ContractDifference.NamespaceDiffers(service, expected.namespace(), actual.namespace()));
        }
    }

    private void header(@Nullable ElementDeclaration expected, @Nullable ElementDeclaration actual) {
        if (expected == null || actual == null) {
            return;
        }
        namespace(expected, actual);
        if (!expected.name().equals(actual.name())) {
            differences.add(new ContractDifference.NeededElementMissing(service, "soap:Header", expected.name()));
            return;
        }
        elements("soap:Header", new Pair(expected, actual), Direction.SENT, true);
    }

    /** @param allNeeded for the arguments and the result of an operation, which cannot be left out */
    private void elements(String type, Pair parent, Direction direction, boolean allNeeded) {
        var expected = ours.elements(parent.expected());
        var actual = live.elements(parent.actual());
        for (var element : expected) {
            ServiceContract.named(actual, element.name()).ifPresentOrElse(
                    match -> element(type, new Pair(element, match), direction),
                    () -> missing(type, element, allNeeded || element.required()));
        }
        for (var element : actual) {
            if (ServiceContract.named(expected, element.name()).isEmpty()) {
                extra(type, element, direction);
            }
        }
        if (direction == Direction.SENT && !common(expected, actual).equals(common(actual, expected))) {
            differences.add(new ContractDifference.OrderDiffers(service, type));
        }
    }

    private void missing(String type, ElementDeclaration element, boolean needed) {
        differences.add(needed
                ? new ContractDifference.NeededElementMissing(service, type, element.name())
                : new ContractDifference.OptionalElementMissing(service, type, element.name()));
    }

    private void extra(String type, ElementDeclaration element, Direction direction) {
        boolean blocking = direction == Direction.SENT && element.required() && !isReadBefore(type, element);
        differences.add(blocking
                ? new ContractDifference.UnknownRequiredElement(service, type, element.name())
                : new ContractDifference.ExtraElement(service, type, element.name()));
    }

    /** A client that is updated was read before, so what GetClient answers is at hand, known to us or not. */
    private boolean isReadBefore(String type, ElementDeclaration element) {
        var read = live.operations().get("GetClient");
        return read != null && live.elements(read.output()).stream()
                .filter(result -> result.typeName().equals(type))
                .anyMatch(result -> ServiceContract.named(live.elements(result), element.name()).isPresent());
    }

    private void element(String type, Pair pair, Direction direction) {
        namespace(pair.expected(), pair.actual());
        if (!isSameType(pair)) {
            differences.add(new ContractDifference.TypeDiffers(service, type, pair.expected().name(),
                    words(pair.expected()), words(pair.actual())));
        } else if (ours.isComplex(pair.expected()) && compared.add(direction + pair.expected().type())) {
            elements(pair.actual().typeName(), pair, direction, false);
        }
    }

    private boolean isSameType(Pair pair) {
        var expected = pair.expected();
        var actual = pair.actual();
        if (expected.type().equals("xs:anyType")) {
            return true;
        }
        return expected.many() == actual.many()
                && ours.isComplex(expected) == live.isComplex(actual)
                && (ours.isComplex(expected) || family(expected.type()).equals(family(actual.type())));
    }

    private static String family(String type) {
        return WHOLE_NUMBERS.contains(type) ? "whole number" : TEXTS.contains(type) ? "text" : type;
    }

    private static String words(ElementDeclaration element) {
        return (element.many() ? "list of " : "") + element.typeName();
    }

    private static List<String> common(List<ElementDeclaration> elements, List<ElementDeclaration> others) {
        return elements.stream().map(ElementDeclaration::name)
                .filter(name -> ServiceContract.named(others, name).isPresent()).toList();
    }
}
