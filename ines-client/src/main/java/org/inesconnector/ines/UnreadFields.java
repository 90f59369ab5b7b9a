package org.inesconnector.ines;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** Of the message, not of the contact. */
    private static final String IS_NEW = "IsNew";

    private UnreadFields() {}

    static Set<ContactField> of(ServiceContract icm) {
        return lacking(answered(icm));
    }

    private static List<ElementDeclaration> answered(ServiceContract icm) {
        return Optional.ofNullable(icm.operations().get("GetContact"))
                .map(operation -> inside(icm, operation.output()))
                .orElse(List.of());
    }

    private static List<ElementDeclaration> sent(ServiceContract sync) {
        return Optional.ofNullable(sync.operations().get("UpdateContact"))
                .map(operation -> inside(sync, operation.input()))
                .orElse(List.of());
    }

    /** What follows for updates. */
    static List<ContractDifference> differences(ServiceContract icm, ServiceContract sync) {
        var service = InesService.ICM.path();
        var sent = sent(sync);
        return Stream.concat(
                of(icm).stream()
                        .filter(FLAGS::contains)
                        .map(ContactField::key)
                        .filter(flag -> ServiceContract.named(sent, flag).isPresent())
                        .<ContractDifference>map(flag -> new ContractDifference.FlagNotRead(service, flag)),
                blanked(icm, sync).stream()
                        .<ContractDifference>map(name -> new ContractDifference.BlankedByUpdates(service, name)))
                .toList();
    }

    /** What an update would blank, known to us or not. */
    static Set<String> blanked(ServiceContract icm, ServiceContract sync) {
        var answered = answered(icm);
        return answered.isEmpty()
                ? Set.of()
                : sent(sync).stream()
                        .map(ElementDeclaration::name)
                        .filter(name -> ServiceContract.named(answered, name).isEmpty())
                        .filter(Predicate.not(UnreadFields::isGivenAnyway))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isGivenAnyway(String name) {
        return name.equals(IS_NEW)
                || Stream.concat(FLAGS.stream(), NOT_NEEDED.stream()).map(ContactField::key).anyMatch(name::equals);
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
