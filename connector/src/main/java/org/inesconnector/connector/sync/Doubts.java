package org.inesconnector.connector.sync;

import org.inesconnector.connector.links.Links;
import org.springframework.stereotype.Component;

/** What a person wants put right: what is known of both sides is taken back as far as that stands in the way. */
@Component
public class Doubts {

    private final Links links;

    Doubts(Links links) {
        this.links = links;
    }

    /** The next push looks at INES, and does not leave it with another value because it was left with it before. */
    public void of(long contact) {
        links.doubt(contact, kept -> !Agreement.parse(kept).isLeft());
    }
}
