package org.inesconnector.connector.sync;

import java.util.List;
import java.util.Optional;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.connection.Fence;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.links.Creations;
import org.inesconnector.connector.links.FlaggedContacts;
import org.inesconnector.connector.links.Holder;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.links.SharedAddresses;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.settings.LinkedPair;
import org.inesconnector.ines.CallGate;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesException;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticContact;
import org.inesconnector.mautic.MauticException;
import org.springframework.stereotype.Service;

/** Flags at INES that a contact is no longer synchronised, once Mautic says itself that it is gone. */
@Service
public class ContactRemoval {

    private final SyncSettings settings;
    private final MauticClient mautic;
    private final InesClient ines;
    private final Presence presence;
    private final Links links;
    private final FlaggedContacts flagged;
    private final Creations creations;
    private final SharedAddresses addresses;
    private final LinkedPair pair;

    ContactRemoval(
            SyncSettings settings,
            MauticClient mautic,
            InesClient ines,
            Presence presence,
            Links links,
            FlaggedContacts flagged,
            Creations creations,
            SharedAddresses addresses,
            LinkedPair pair) {
        this.settings = settings;
        this.mautic = mautic;
        this.ines = ines;
        this.presence = presence;
        this.links = links;
        this.flagged = flagged;
        this.creations = creations;
        this.addresses = addresses;
        this.pair = pair;
    }

    /** @param holder whose the contact is: nothing is flagged any more once it is not */
    public RemovalResult remove(long contactId, Holder holder) {
        if (!settings.published()) {
            return new RemovalResult.NotPublished();
        }
        var otherPair = pair.inTheWay();
        if (otherPair.isPresent()) {
            return new RemovalResult.Failed(otherPair.get(), PushResult.Blame.QUESTION);
        }
        try {
            var inMautic = mautic.contact(contactId);
            if (inMautic.isPresent()) {
                return inMautic(contactId, inMautic.get().id());
            }
            return creations.of(contactId)
                    .<RemovalResult>map(open -> new RemovalResult.Uncertain(
                            contactId, Message.of("removal.uncertain", contactId)))
                    .or(() -> links.contact(contactId).map(link -> passedOnOrFlagged(link, holder)))
                    .or(() -> alreadyPassedOn(contactId))
                    .orElseGet(() -> new RemovalResult.NothingAtInes(contactId));
        } catch (NotCertainlyGone e) {
            presence.remember(e.what());
            return new RemovalResult.Failed(notGiven(e.what(), contactId), e.blame());
        } catch (InesException e) {
            return new RemovalResult.Failed(Failures.message(e), PushResult.Blame.of(e));
        } catch (MauticException e) {
            return new RemovalResult.Failed(Failures.message(e), PushResult.Blame.of(e));
        } catch (CallGate.Withheld e) {
            e.throwWhatWasInTheWay();
            return alreadyPassedOn(contactId).orElseGet(
                    () -> new RemovalResult.Failed(Message.of("push.stopped"), PushResult.Blame.NOBODY));
        }
    }

    /** The loser of a merge lives on in the winner: it is never flagged. */
    private RemovalResult inMautic(long askedFor, long found) {
        if (found == askedFor) {
            return new RemovalResult.StillInMautic(askedFor);
        }
        links.followMerge(askedFor, found);
        return new RemovalResult.Merged(askedFor, found);
    }

    /** Of two contacts with one address and one name the one that is left is INES's contact, as who is imported again. */
    private RemovalResult passedOnOrFlagged(ContactLink link, Holder holder) {
        return addresses.waitingFor(link.mauticContactId()).stream()
                .flatMap(other -> stillOfThatAddress(other).stream())
                .filter(other -> isAtInes(other, link))
                .findFirst()
                .map(other -> passedOn(link, other.id()))
                .orElseGet(() -> flag(link, holder));
    }

    private RemovalResult passedOn(ContactLink link, long other) {
        links.followImport(
                link.mauticContactId(),
                link.inheritedBy(other).withoutAgreementOn(List.of(AutomationFields.UNSUBSCRIBED)));
        return new RemovalResult.PassedOn(link.mauticContactId(), other, link.inesContactRef());
    }

    /** Who was imported again has taken the link over. */
    private Optional<RemovalResult> alreadyPassedOn(long contactId) {
        long now = links.winnerOf(contactId);
        return links.contact(now)
                .filter(_ -> now != contactId)
                .map(link -> new RemovalResult.PassedOn(contactId, now, link.inesContactRef()));
    }

    private Optional<MauticContact> stillOfThatAddress(SharedAddresses.Waiting other) {
        return mautic.contact(other.mauticContactId())
                .filter(found -> found.id() == other.mauticContactId())
                .filter(found -> found.email().map(Fingerprint::ofEmail).filter(other.email()::equals).isPresent());
    }

    /** @throws NotCertainlyGone where INES does not show it now: a flag cannot be taken back */
    private boolean isAtInes(MauticContact contact, ContactLink link) {
        return switch (presence.ofContact(link.inesContactRef())) {
            case Presence.Answer.Found<Contact>(Contact found) -> Adoption.isContactByName(found, contact);
            case Presence.Answer.Gone<Contact> _ -> false;
            case Presence.Answer.Uncertain<Contact>(var what) -> throw new NotCertainlyGone(what);
        };
    }

    private RemovalResult flag(ContactLink link, Holder holder) {
        try {
            Fence.within(() -> holder.isAlive() && isStillLinked(link), () -> {
                ines.deleteAutomationContact(link.inesContactRef());
                return link;
            });
        } catch (InesException.Refused e) {
            requireGone(link, e);
            links.forget(link.mauticContactId());
            return new RemovalResult.GoneAtInesToo(link.mauticContactId(), link.inesContactRef());
        }
        flagged.keep(link);
        links.forget(link.mauticContactId());
        return new RemovalResult.Flagged(link.mauticContactId(), link.inesContactRef());
    }

    /** Meanwhile INES's contact may have become that of one who was imported again. */
    private boolean isStillLinked(ContactLink link) {
        return links.contact(link.mauticContactId())
                .filter(now -> now.inesContactRef() == link.inesContactRef())
                .isPresent();
    }

    /** @throws NotCertainlyGone where INES does not show it now */
    private void requireGone(ContactLink link, InesException.Refused refused) {
        if (refused.mayHaveBeenDone()) {
            throw refused;
        }
        switch (presence.ofContact(link.inesContactRef())) {
            case Presence.Answer.Found<Contact> _ -> throw refused;
            case Presence.Answer.Gone<Contact> _ -> {
                // Nothing is left to be flagged.
            }
            case Presence.Answer.Uncertain<Contact>(var what) -> throw new NotCertainlyGone(what);
        }
    }

    /** Of many who were deleted on both sides none says that INES is in trouble; that it gives nobody at all does. */
    private Message notGiven(Presence.NotGiven what, long contactId) {
        return what.isDecided()
                ? Message.of("ines.contact-to-be-flagged-absent", what.reference(), contactId)
                : Message.of("removal.not-given", what.reference(), settings.goneAfter().toSeconds());
    }
}
