package org.inesconnector.ines;

import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** An answer as our contract has it. Its elements are told apart by their local names, whatever their namespace. */
final class AdaptedAnswer {

    private AdaptedAnswer() {}

    static Document of(Document envelope) {
        rename(SoapAnswer.content(envelope));
        return envelope;
    }

    private static void rename(Element element) {
        SafeXml.children(element).forEach(AdaptedAnswer::rename);
        element.getOwnerDocument().renameNode(element, InesService.NAMESPACE, element.getLocalName());
    }

    /** @throws InesException.NotUnderstood where the answer is in another namespace than ours */
    static Document unchanged(String operation, Document envelope) {
        var namespace = SoapAnswer.content(envelope).getNamespaceURI();
        if (!InesService.NAMESPACE.equals(namespace)) {
            throw new InesException.NotUnderstood(operation,
                    "INES answered in the namespace %s, expected was %s; check its contract"
                            .formatted(namespace, InesService.NAMESPACE),
                    null);
        }
        return envelope;
    }
}
