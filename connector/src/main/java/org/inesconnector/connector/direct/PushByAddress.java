package org.inesconnector.connector.direct;

import java.util.Optional;
import org.inesconnector.connector.embedded.Disk;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.mautic.PushRequest;
import org.springframework.stereotype.Service;

/**
 * Takes in what Mautic's form action "Post results to another form" and its campaign action "Send a webhook" post. Only
 * stores it, so that Mautic's visitor does not wait. A form that has both this action and a rule
 * ({@code connector.push-rules.forms}) may write two leads for one submission: nothing in the two tells that it is one.
 */
@Service
public class PushByAddress {

    /** No address is longer (RFC 5321). */
    private static final int LONGEST_EMAIL = 254;

    private final Queue queue;
    private final PushesByEmail byEmail;
    private final Disk disk;

    PushByAddress(Queue queue, PushesByEmail byEmail, Disk disk) {
        this.queue = queue;
        this.byEmail = byEmail;
        this.disk = disk;
    }

    /** What became of a request. */
    public sealed interface Taken {

        /** The contact is in the queue. */
        record Queued(long contactId) implements Taken {}

        /** It is kept, and Mautic is going to be asked whose address it is. */
        record Kept(String email) implements Taken {}

        /** It names neither a contact nor an e-mail address, and was not kept. */
        record NamesNobody() implements Taken {}
    }

    /** Once this returns a request is on the disk, published or not. Mautic and INES are not asked. */
    public Taken take(PushRequest request) {
        var taken = keep(request);
        disk.force();
        return taken;
    }

    private Taken keep(PushRequest request) {
        var origin = request.formId().isPresent() ? Origin.FORM : Origin.CAMPAIGN;
        if (request.contactId().isPresent()) {
            queue.add(Wanted.update(request.contactId().getAsLong(), origin));
            return new Taken.Queued(request.contactId().getAsLong());
        }
        return email(request).<Taken>map(email -> {
            byEmail.add(email, origin);
            return new Taken.Kept(email);
        }).orElseGet(Taken.NamesNobody::new);
    }

    private static Optional<String> email(PushRequest request) {
        return request.email()
                .filter(email -> email.length() <= LONGEST_EMAIL && email.chars().noneMatch(Character::isISOControl));
    }
}
