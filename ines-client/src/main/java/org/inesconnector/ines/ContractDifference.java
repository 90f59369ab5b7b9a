package org.inesconnector.ines;

/**
 * One way in which an INES's own contract differs from ours.
 */
public sealed interface ContractDifference {

    /** The path of the service that differs, such as {@code /ws/wsicm.asmx}. */
    String service();

    /** Whether the client cannot adapt to it. */
    boolean blocking();

    /** The difference as a sentence. */
    String words();

    /** A difference that the client adapts to. */
    sealed interface Adaptable extends ContractDifference {
        @Override
        default boolean blocking() {
            return false;
        }
    }

    /** A difference that stops the client. */
    sealed interface Blocking extends ContractDifference {
        @Override
        default boolean blocking() {
            return true;
        }
    }

    record NamespaceDiffers(String service, String expected, String live) implements Adaptable {
        @Override
        public String words() {
            return "%s: the namespace is %s, expected was %s".formatted(service, live, expected);
        }
    }

    record SoapActionDiffers(String service, String operation, String expected, String live) implements Adaptable {
        @Override
        public String words() {
            return "%s: the SOAPAction of %s is \"%s\", expected was \"%s\"".formatted(service, operation, live,
                    expected);
        }
    }

    /** @param type the type, or the operation whose arguments they are */
    record OrderDiffers(String service, String type) implements Adaptable {
        @Override
        public String words() {
            return "%s: the elements of %s come in another order".formatted(service, type);
        }
    }

    record PathDiffers(String service, String live) implements Adaptable {
        @Override
        public String words() {
            return "%s: the service is at %s".formatted(service, live);
        }
    }

    record ExtraElement(String service, String type, String element) implements Adaptable {
        @Override
        public String words() {
            return "%s: %s has an element %s more".formatted(service, type, element);
        }
    }

    /** The element is not sent, and never answered. */
    record OptionalElementMissing(String service, String type, String element) implements Adaptable {
        @Override
        public String words() {
            return "%s: %s has no element %s; that field is left out".formatted(service, type, element);
        }
    }

    /** INES has the flag, and does not say it: Mautic's own goes with every update. */
    record FlagNotRead(String service, String element) implements Adaptable {
        @Override
        public String words() {
            return "%s: GetContact does not answer %s; each update gives INES what Mautic says, whatever is there"
                    .formatted(service, element);
        }
    }

    /** Contacts that INES has are not updated, unless a person says that the element may be blanked. */
    record BlankedByUpdates(String service, String element) implements Adaptable {
        @Override
        public String words() {
            return "%s: GetContact does not answer %s, which each update would blank: contacts that INES has are not updated, unless ines.may-be-blanked names it"
                    .formatted(service, element);
        }
    }

    record OperationMissing(String service, String operation) implements Blocking {
        @Override
        public String words() {
            return "%s: there is no operation %s".formatted(service, operation);
        }
    }

    record UnknownRequiredElement(String service, String type, String element) implements Blocking {
        @Override
        public String words() {
            return "%s: %s requires an element %s, which this version does not know".formatted(service, type, element);
        }
    }

    record NeededElementMissing(String service, String type, String element) implements Blocking {
        @Override
        public String words() {
            return "%s: %s has no element %s, which is needed".formatted(service, type, element);
        }
    }

    record TypeDiffers(String service, String type, String element, String expected, String live) implements Blocking {
        @Override
        public String words() {
            return "%s: %s in %s is of type %s, expected was %s".formatted(service, element, type, live, expected);
        }
    }

    record ContractUnreadable(String service, String reason) implements Blocking {
        @Override
        public String words() {
            return "%s: the contract cannot be read: %s".formatted(service, reason);
        }
    }
}
