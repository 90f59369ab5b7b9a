package org.inesconnector.ines;

import java.util.List;
import org.w3c.dom.Element;

/**
 * What a read answer held beyond the elements we know. INES blanks what an update leaves out, and its contract grows:
 * these elements are carried along and sent back where the live contract has them.
 */
public final class UnknownElements {

    public static final UnknownElements NONE = new UnknownElements(List.of());

    private final List<Element> elements;

    UnknownElements(List<Element> elements) {
        this.elements = List.copyOf(elements);
    }

    List<Element> elements() {
        return elements;
    }

    /** Names only: the values are the customer's. */
    @Override
    public String toString() {
        return elements.stream().map(Element::getLocalName).toList().toString();
    }
}
