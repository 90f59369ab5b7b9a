package org.inesconnector.connector.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.connection.InesCallLease;
import org.inesconnector.connector.links.AlreadyLinked;
import org.inesconnector.connector.links.AnswerNotKept;
import org.inesconnector.connector.links.ClientWriters;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.links.Creations;
import org.inesconnector.connector.links.Holder;
import org.inesconnector.connector.links.Intent;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.links.MergedContacts;
import org.inesconnector.connector.links.Pushed;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.CallGate;
import org.inesconnector.ines.Client;
import org.inesconnector.ines.ClientCreated;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Creates a company's client and the contacts that wait for it in one call, where INES has none of them. */
@Component
class NewCompany {

    private final SituationReading situations;
    private final InesClient ines;
    private final InesReading reading;
    private final Links links;
    private final Creations creations;
    private final MergedContacts merged;
    private final ClientWriters writers;
    private final InesCallLease lease;

    NewCompany(
            SituationReading situations,
            InesClient ines,
            InesReading reading,
            Links links,
            Creations creations,
            MergedContacts merged,
            ClientWriters writers,
            InesCallLease lease) {
        this.situations = situations;
        this.ines = ines;
        this.reading = reading;
        this.links = links;
        this.creations = creations;
        this.merged = merged;
        this.writers = writers;
        this.lease = lease;
    }

    /**
     * Tries to.
     *
     * @param requests for contacts of one company
     * @param holder whose they are
     * @return those that the call was made for, by Mautic contact; the others are to be pushed one by one. Empty too where
     *     INES refused the call: one of them must not keep the others from INES.
     */
    Map<Long, Created> create(List<Request> requests, Holder holder) {
        var together = together(requests);
        if (together.size() < 2) {
            return Map.of();
        }
        var pieces = pieces(together, holder);
        return creations.beginTogether(pieces.stream().map(Piece::intent).toList(), lease.duration())
                .map(ids -> create(pieces, ids, holder))
                .orElseGet(Map::of);
    }

    private record Piece(Situation.Open situation, Execution execution, Intent intent, boolean leads) {

        long contactId() {
            return intent.mauticContactId();
        }

        Optional<Pushed> completing(ContactLink link) {
            return leads ? execution.completing(plan(), link) : execution.completingBeside(plan(), link);
        }

        Plan.CreateClientAndContact plan() {
            return (Plan.CreateClientAndContact) situation.plan();
        }
    }

    /**
     * Not where one of them is at INES already, or may be: the client it is at stands for the company. Of two with one
     * e-mail address INES's answer may not tell which is which.
     */
    private List<Situation.Open> together(List<Request> requests) {
        var emails = new HashSet<String>();
        return situations.readNew(requests)
                .filter(open -> emails.add(open.subject().contact().email().orElse("").toLowerCase(Locale.ROOT)))
                .limit(ContactPush.TOGETHER_AT_MOST)
                .toList();
    }

    private List<Piece> pieces(List<Situation.Open> together, Holder holder) {
        var pieces = new ArrayList<Piece>();
        for (var open : together) {
            var plan = (Plan.CreateClientAndContact) open.plan();
            if (pieces.isEmpty()) {
                var execution = execution(open, holder);
                pieces.add(new Piece(open, execution, execution.leading(plan), true));
            } else {
                var beside = open.with(plan.beside());
                var execution = execution(beside, holder);
                pieces.add(new Piece(beside, execution, execution.beside(plan.beside()), false));
            }
        }
        return pieces;
    }

    private Execution execution(Situation.Open open, Holder holder) {
        return new Execution(
                ines,
                reading,
                links,
                creations,
                lease.duration(),
                writers,
                CompanyWriter.ofNoClient(holder),
                open.inherited().others(),
                open.subject(),
                open.known(),
                open.held());
    }

    private Map<Long, Created> create(List<Piece> pieces, List<Long> creationIds, Holder holder) {
        if (creations.beforeTheCall(creationIds, () -> isKnownMeanwhile(pieces)) || !holder.isAlive()) {
            creations.abandon(creationIds);
            return Map.of();
        }
        Client client = pieces.getFirst().plan().client();
        List<Contact> contacts = pieces.stream().map(piece -> piece.plan().contact()).toList();
        try {
            return created(pieces, creationIds, ines.addClientWithContacts(client, contacts));
        } catch (InesException e) {
            if (e.mayHaveBeenDone()) {
                return uncertain(pieces, creationIds, Failures.message(e));
            }
            creations.abandon(creationIds);
            return Map.of();
        } catch (CallGate.Withheld _) {
            creations.abandon(creationIds);
            return Map.of();
        }
    }

    /** By another process, since it was planned; or Mautic has merged one of them into another since it was read. */
    private boolean isKnownMeanwhile(List<Piece> pieces) {
        var contactIds = pieces.stream().map(Piece::contactId).toList();
        return links.company(pieces.getFirst().intent().mauticCompanyId()).isPresent()
                || links.hasAny(contactIds)
                || !merged.among(contactIds).isEmpty();
    }

    private Map<Long, Created> uncertain(List<Piece> pieces, List<Long> creationIds, Message reason) {
        creationIds.forEach(id -> creations.uncertain(id, reason));
        var all = new HashMap<Long, Created>();
        pieces.forEach(piece -> all.put(piece.contactId(), uncertain(piece, reason)));
        return all;
    }

    private static Created uncertain(Piece piece, Message reason) {
        return created(
                piece, new Execution.Outcome.Stopped(new PushResult.Uncertain(piece.contactId(), reason)));
    }

    private Map<Long, Created> created(List<Piece> pieces, List<Long> creationIds, ClientCreated answer) {
        var answered = IntStream.range(0, pieces.size())
                .mapToObj(i -> new Creations.Answered(
                        creationIds.get(i),
                        pieces.get(i).intent(),
                        answer.contacts().get(i).reference(),
                        pieces.get(i)::completing))
                .toList();
        if (answered.getFirst().contactRef() <= 0) {
            keepClient(pieces.getFirst(), answer.clientReference());
        }
        var notKept = creations.succeededTogether(
                answered.stream().filter(one -> one.contactRef() > 0).toList(), answer.clientReference());
        var kept = links.contactsWithReference(answered.stream()
                .filter(one -> !notKept.containsKey(one.creationId()))
                .map(Creations.Answered::contactRef)
                .toList());
        var all = new HashMap<Long, Created>();
        for (int i = 0; i < pieces.size(); i++) {
            var one = answered.get(i);
            all.put(pieces.get(i).contactId(),
                    created(pieces.get(i), one, kept.get(one.contactRef()), notKept.get(one.creationId())));
        }
        return all;
    }

    private void keepClient(Piece first, int clientRef) {
        try {
            creations.clientOnly(first.intent(), clientRef);
        } catch (AnswerNotKept _) {
            // Its contact is asked about in any case, with the reference in the log.
        }
    }

    private Created created(
            Piece piece,
            Creations.Answered answer,
            @Nullable ContactLink link,
            @Nullable RuntimeException notKept) {
        if (notKept instanceof AnswerNotKept lost) {
            return uncertain(piece, lost.reason());
        }
        if (notKept instanceof AlreadyLinked linked) {
            return markedUncertain(piece, answer, linked.reason());
        }
        if (notKept != null) {
            return markedUncertain(piece, answer, Message.of("uncertain.reference-taken", answer.contactRef()));
        }
        if (answer.contactRef() <= 0) {
            return markedUncertain(piece, answer, Execution.NO_CONTACT_REFERENCE);
        }
        return created(piece, link == null
                ? new Execution.Outcome.Stopped(new PushResult.Busy())
                : new Execution.Outcome.Complete(link));
    }

    private static Created created(Piece piece, Execution.Outcome outcome) {
        return new Created(piece.situation(), piece.execution(), outcome, piece.leads());
    }

    private Created markedUncertain(Piece piece, Creations.Answered answer, Message reason) {
        creations.uncertain(answer.creationId(), reason);
        return uncertain(piece, reason);
    }
}
