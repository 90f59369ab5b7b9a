package org.inesconnector.connector.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.links.ReferenceFields;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.connector.mapping.IncompleteMapping;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.settings.LinkedPair;
import org.inesconnector.mautic.FieldsWritten;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticContact;
import org.inesconnector.mautic.MauticException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/** Writes INES's references into Mautic's two fields: from the links, in batches, until Mautic took them. */
@Service
public class ReferencesBack {

    private static final Logger LOG = LoggerFactory.getLogger(ReferencesBack.class);

    private static final int BATCH = 200;

    private final Links links;
    private final MauticClient mautic;
    private final RulesInForce rules;
    private final LinkedPair pair;
    private final ReferenceFields referenceFields;
    private final OccupiedReferences occupied;
    private volatile boolean fieldsInUse;

    ReferencesBack(
            Links links,
            MauticClient mautic,
            RulesInForce rules,
            LinkedPair pair,
            ReferenceFields referenceFields,
            OccupiedReferences occupied) {
        this.links = links;
        this.mautic = mautic;
        this.rules = rules;
        this.pair = pair;
        this.referenceFields = referenceFields;
        this.occupied = occupied;
    }

    /**
     * Writes what is due.
     *
     * @return how many contacts have their references now
     * @throws MauticException where Mautic cannot take any
     */
    public int writeDue() {
        if (pair.inTheWay().isPresent() || fieldsHeld().isPresent()) {
            return 0;
        }
        useFields();
        int written = 0;
        var due = links.withReferencesDue(BATCH);
        while (!due.isEmpty()) {
            written += write(due);
            due = due.size() < BATCH ? List.of() : links.withReferencesDue(BATCH);
        }
        return written;
    }

    /**
     * Likewise, while the process is about to end. What is still due then another one writes, or the next.
     *
     * @param within after that no other call is begun
     */
    public void writeLast(Duration within) {
        if (pair.inTheWay().isPresent()) {
            return;
        }
        long end = System.nanoTime() + within.toNanos();
        var due = links.withReferencesDue(BATCH);
        try {
            while (!due.isEmpty()) {
                writeTogether(due);
                due = System.nanoTime() < end ? links.withReferencesDue(BATCH) : List.of();
            }
        } catch (MauticException e) {
            LOG.warn("The references of {} contacts could not be written before the end: {}", due.size(),
                    e.getMessage());
        }
    }

    /**
     * Why the two fields are not to be written.
     *
     * @throws MauticException where Mautic does not say what is in them
     */
    private Optional<Message> fieldsHeld() {
        if (fieldsInUse) {
            return Optional.empty();
        }
        var mapping = rules.mapping();
        var before = occupied.found();
        var held = occupied.inTheWay(mapping);
        if (held.isPresent() && before.isEmpty()) {
            LOG.warn("INES's references are not written: fields that have never held any hold something else ({}, {})",
                    mapping.contactReferenceField(), mapping.clientReferenceField());
        }
        return held;
    }

    /**
     * Once is enough: where others are chosen elsewhere meanwhile, this process writes none any more until it starts anew.
     */
    private void useFields() {
        if (!fieldsInUse) {
            var mapping = rules.mapping();
            referenceFields.use(mapping.contactReferenceField(), mapping.clientReferenceField());
            fieldsInUse = true;
        }
    }

    /** Likewise, while somebody waits. @return why they are not in use yet */
    private Optional<Message> fieldsToCome() {
        if (!fieldsInUse) {
            var mapping = rules.mapping();
            fieldsInUse = referenceFields.useAtOnce(
                    mapping.contactReferenceField(), mapping.clientReferenceField());
        }
        return fieldsInUse ? Optional.empty() : Optional.of(Message.of("references.fields-to-come"));
    }

    /** Writes those of one contact, if they are due; what fails is kept, and said. */
    public Optional<Message> write(long mauticContactId) {
        try {
            var held = fieldsHeld().or(this::fieldsToCome);
            if (held.isEmpty()) {
                links.withReferencesToWrite(mauticContactId).ifPresent(link -> writeTogether(List.of(link)));
            }
            return held.map(why -> Message.of("push.references-pending", why));
        } catch (MauticException e) {
            return Optional.of(Message.of("push.references-pending", Failures.message(e)));
        } catch (IncompleteMapping e) {
            return Optional.of(Message.of("push.references-pending", e.problems().getFirst()));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The references of contact {} are still to be written", mauticContactId, e);
            return Optional.of(Message.of("push.references-pending", Message.of("push.database", e.toString())));
        }
    }

    /** One contact that makes Mautic fail must not keep the others from their references: so it is looked for. */
    private int write(List<ContactLink> due) {
        try {
            return writeTogether(due);
        } catch (MauticException.Forbidden e) {
            LOG.warn("Mautic does not let the references be written: {}", e.getMessage());
            due.forEach(links::referencesRefused);
            return 0;
        } catch (MauticException e) {
            requireMautic(e);
            return due.size() > 1 ? writeInHalves(due) : refused(due.getFirst(), e);
        }
    }

    private void requireMautic(MauticException failure) {
        try {
            mautic.version();
        } catch (MauticException e) {
            failure.addSuppressed(e);
            throw failure;
        }
    }

    private int writeInHalves(List<ContactLink> due) {
        int half = due.size() / 2;
        return write(due.subList(0, half)) + write(due.subList(half, due.size()));
    }

    private int refused(ContactLink link, MauticException e) {
        LOG.warn("Mautic does not take the references of contact {}: {}", link.mauticContactId(), e.getMessage());
        links.referencesHeldUp(link);
        return 0;
    }

    private int writeTogether(Collection<ContactLink> due) {
        if (due.isEmpty()) {
            return 0;
        }
        var mapping = rules.mapping();
        var byContact = due.stream().collect(Collectors.toMap(ContactLink::mauticContactId, Function.identity()));
        var fields = due.stream()
                .collect(Collectors.toMap(ContactLink::mauticContactId, link -> fields(link, mapping)));
        var took = new ArrayList<ContactLink>();
        var overwritten = new ArrayList<Long>();
        for (var outcome : mautic.writeFields(fields)) {
            var link = byContact.get(outcome.contactId());
            if (link != null) {
                switch (outcome) {
                    // A contact that is gone has no fields to write.
                    case FieldsWritten.Written _,FieldsWritten.Missing _ -> took.add(link);
                    case FieldsWritten.WrittenToWinner(_, long winner) -> {
                        took.add(link);
                        overwritten.add(winner);
                    }
                    case FieldsWritten.Refused _ -> links.referencesRefused(link);
                }
            }
        }
        return links.referencesWritten(took, overwritten);
    }

    /**
     * What one of Mautic's two fields says in place of a reference.
     *
     * @param inMautic empty for nothing
     */
    public record Deviation(String alias, Optional<String> inMautic, int reference) {}

    /**
     * Whether none are written into the two fields for now, since they hold something else.
     *
     * @throws MauticException where Mautic does not say what is in them
     */
    public boolean areHeld() {
        return !fieldsInUse && occupied.inTheWay(rules.mapping()).isPresent();
    }

    /** Where Mautic's two fields do not have the references of the link. */
    public List<Deviation> deviations(MauticContact contact, ContactLink link) {
        var mapping = rules.mapping();
        return Stream.of(
                deviation(contact, mapping.contactReferenceField(), link.inesContactRef()),
                deviation(contact, mapping.clientReferenceField(), link.inesClientRef()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Deviation> deviation(MauticContact contact, String alias, int reference) {
        return InesReference.in(contact, alias).number().equals(OptionalInt.of(reference))
                ? Optional.empty()
                : Optional.of(new Deviation(alias, contact.field(alias), reference));
    }

    private static Map<String, String> fields(ContactLink link, Mapping mapping) {
        return Map.of(
                mapping.contactReferenceField(), Integer.toString(link.inesContactRef()),
                mapping.clientReferenceField(), Integer.toString(link.inesClientRef()));
    }
}
