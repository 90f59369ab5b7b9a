package org.inesconnector.ines;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.inesconnector.ines.ServiceContract.ElementDeclaration;

/**
 * What GetContact does not answer. An update sends the whole contact, so that INES loses what was not read before, unless the
 * connector gives it by itself.
 */
final class UnreadFields {

    /** Mautic says these. */
    private static final Set<ContactField> FLAGS = EnumSet.of(ContactField.DESABO, ContactField.N_PAI);

    /** Given with every update, or, for the last, left out where there is none. */
    private static final Set<ContactField> NOT_NEEDED = EnumSet.of(ContactField.AUTOMATION_REF, ContactField.SCORING,
            ContactField.MODIFICATION_DATE, ContactField.CREATION_DATE);

    private UnreadFields() {}

    static Set<ContactField> of(ServiceContract icm) {
        var answered = Optional.ofNullable(icm.operations().get("GetContact"))
                .map(operation -> inside(icm, operation.output()))
                .orElse(List.of());
        return lacking(answered);
    }

    /** What follows for updates. */
    static List<ContractDifference> differences(ServiceContract icm, ServiceContract sync) {
        var sent = Optional.ofNullable(sync.operations().get("UpdateContact"))
                .map(operation -> inside(sync, operation.input()))
                .orElse(List.of());
        var service = InesService.ICM.path();
        return of(icm).stream()
                .filter(field -> !NOT_NEEDED.contains(field))
                .filter(field -> ServiceContract.named(sent, field.key()).isPresent())
                .<ContractDifference>map(field -> FLAGS.contains(field)
                        ? new ContractDifference.FlagNotRead(service, field.key())
                        : new ContractDifference.BlankedByUpdates(service, field.key()))
                .toList();
    }

    /** The elements of the one record that a message is about; none where it is unlike ours, which is told otherwise. */
    private static List<ElementDeclaration> inside(ServiceContract contract, ElementDeclaration message) {
        return contract.elements(message).stream().filter(contract::isComplex).findFirst().map(contract::elements)
                .orElse(List.of());
    }

    private static Set<ContactField> lacking(List<ElementDeclaration> elements) {
        return elements.isEmpty()
                ? Set.of()
                : Arrays.stream(ContactField.values())
                        .filter(field -> ServiceContract.named(elements, field.key()).isEmpty())
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(ContactField.class)));
    }
}
