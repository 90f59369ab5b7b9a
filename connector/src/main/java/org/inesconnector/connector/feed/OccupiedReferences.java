package org.inesconnector.connector.feed;

import java.util.List;
import java.util.stream.Stream;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Whether the fields for INES's references hold something before the connector has written any: an older plugin's, or not. */
@Service
public class OccupiedReferences {

    private final ObjectProvider<MauticClient> mautic;
    private final Links links;

    OccupiedReferences(ObjectProvider<MauticClient> mautic, Links links) {
        this.mautic = mautic;
        this.links = links;
    }

    /**
     * Asks Mautic only where nobody is linked yet.
     *
     * @param aliases of contact fields that Mautic has
     * @return a word about each that is occupied
     * @throws MauticException where Mautic does not answer
     */
    public List<Message> told(Stream<String> aliases) {
        return links.countContacts() > 0 ? List.of() : aliases.flatMap(this::told).toList();
    }

    private Stream<Message> told(String alias) {
        long contacts = Candidates.countWithReferenceIn(mautic.getObject(), alias);
        return contacts > 0 ? Stream.of(Message.of("mapping.occupied", contacts, alias)) : Stream.empty();
    }
}
