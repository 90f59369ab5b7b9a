package org.inesconnector.ines;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a service's WSDL says about its messages.
 *
 * @param path the path of the service on its host
 * @param operations by name
 * @param types the elements of each complex type, in order, by a key that is unique in the service
 */
record ServiceContract(String path, Map<String, Operation> operations, Map<String, List<ElementDeclaration>> types) {

    ServiceContract {
        operations = Map.copyOf(operations);
        types = Map.copyOf(types);
    }

    ServiceContract withPath(String other) {
        return new ServiceContract(other, operations, types);
    }

    /** The elements inside a type; empty for a simple type. */
    List<ElementDeclaration> elements(ElementDeclaration element) {
        return types.getOrDefault(element.type(), List.of());
    }

    boolean isComplex(ElementDeclaration element) {
        return types.containsKey(element.type());
    }

    /** @param header the element of the SOAP header, where one is declared */
    record Operation(
            String soapAction, @Nullable ElementDeclaration header, ElementDeclaration input,
            ElementDeclaration output) {}

    /**
     * @param type a key of {@link #types}, or {@code xs:} and the name of a built-in type
     * @param many whether it may occur more than once
     */
    record ElementDeclaration(String namespace, String name, String type, boolean required, boolean many) {

        /** The type's name for people: without its namespace. */
        String typeName() {
            return type.substring(type.lastIndexOf('}') + 1);
        }
    }

    static Optional<ElementDeclaration> named(List<ElementDeclaration> elements, String name) {
        return elements.stream().filter(element -> element.name().equals(name)).findFirst();
    }
}
