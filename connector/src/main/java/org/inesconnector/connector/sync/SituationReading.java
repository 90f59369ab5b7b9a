package org.inesconnector.connector.sync;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.inesconnector.connector.links.Begin;
import org.inesconnector.connector.links.CompanyLink;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.links.Creations;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.links.MissingAtInes;
import org.inesconnector.connector.links.OpenCreation;
import org.inesconnector.connector.links.SharedAddresses;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.ines.InesException;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;
import org.inesconnector.mautic.MauticException;
import org.springframework.stereotype.Component;

/** Finds out what is to be done for a contact, from all sides. Only reads. */
@Component
class SituationReading {

    private final RulesInForce rulesInForce;
    private final MauticClient mautic;
    private final InesReading ines;
    private final Links links;
    private final Creations creations;
    private final Merges merges;
    private final ImportedAgain importedAgain;
    private final ClientOfColleagues clientOfColleagues;
    private final ClientOfGoneCompany clientOfGoneCompany;
    private final ClientsOfOthers others;
    private final SharedAddresses addresses;
    private final MissingAtInes missing;

    SituationReading(
            RulesInForce rulesInForce,
            MauticClient mautic,
            InesReading ines,
            Links links,
            Creations creations,
            Merges merges,
            ImportedAgain importedAgain,
            ClientOfColleagues clientOfColleagues,
            ClientOfGoneCompany clientOfGoneCompany,
            ClientsOfOthers others,
            SharedAddresses addresses,
            MissingAtInes missing) {
        this.rulesInForce = rulesInForce;
        this.mautic = mautic;
        this.ines = ines;
        this.links = links;
        this.creations = creations;
        this.merges = merges;
        this.importedAgain = importedAgain;
        this.clientOfColleagues = clientOfColleagues;
        this.clientOfGoneCompany = clientOfGoneCompany;
        this.others = others;
        this.addresses = addresses;
        this.missing = missing;
    }

    /**
     * Reads all sides.
     *
     * @throws NotCertainlyGone where INES cannot read a record
     * @throws org.inesconnector.connector.mapping.IncompleteMapping where Mautic does not say what decides whether the contact
     *     is created, or sent at all
     */
    Situation read(Incoming.Found found, Cause cause, String request) {
        var rules = rulesInForce.currentFor(found.contact());
        var reason = Eligibility.reasonToSkip(found.contact(), found.company(), rules.mapping());
        return reason.<Situation>map(why -> new Situation.Over(new PushResult.Skipped(why)))
                .orElseGet(() -> read(found, found.company().orElseThrow(), cause, request, rules));
    }

    /**
     * Of contacts of one company that are to be created together with its client. Asks INES nothing.
     *
     * @return read one by one; none where anything says that INES has the client or one of them, or may have
     */
    Stream<Situation.Open> readNew(List<Request> requests) {
        var rules = rulesInForce.current();
        if (requests.stream().map(request -> request.incoming().contact()).anyMatch(
                contact -> Colleagues.hasReference(contact, rules.mapping()) || !rules.untold(contact).isEmpty())
                || isLinked(requests)
                || mayHaveColleaguesWhoKnowIt(requests.getFirst().incoming(), rules.mapping())
                || mayBeLinkedOtherwise(requests.stream().map(request -> request.incoming().contact()).toList())) {
            return Stream.empty();
        }
        return requests.stream().flatMap(request -> readNew(request, rules).stream());
    }

    /** Also where Mautic does not say: that is told when one of them is pushed. */
    private static boolean mayHaveColleaguesWhoKnowIt(Incoming.Found found, Mapping mapping) {
        try {
            var colleagues = found.colleagues();
            return found.company()
                    .map(MauticCompany::id)
                    .filter(company -> !colleagues.withReference(company, mapping).isEmpty()
                            || !colleagues.former(company, mapping).isEmpty())
                    .isPresent();
        } catch (MauticException _) {
            return true;
        }
    }

    private boolean mayBeLinkedOtherwise(List<MauticContact> contacts) {
        return merges.mayHaveLosers(contacts) || importedAgain.mayBe(contacts);
    }

    private boolean isLinked(List<Request> requests) {
        var company = requests.getFirst().incoming().company();
        var contactIds = requests.stream().map(request -> request.incoming().contact().id()).toList();
        return company.isEmpty() || links.company(company.get().id()).isPresent() || links.hasAny(contactIds)
                || creations.isAnyOpen(contactIds, OptionalLong.of(company.get().id()));
    }

    /** What is in the way of one is told when that one is pushed. */
    private Optional<Situation.Open> readNew(Request request, Rules rules) {
        var found = request.incoming();
        if (Eligibility.reasonToSkip(found.contact(), found.company(), rules.mapping()).isPresent()) {
            return Optional.empty();
        }
        var company = found.company().orElseThrow();
        var known = Known.of(Optional.empty(), Optional.empty(), found.contact(), rules.mapping());
        var subject = subject(request.request(), request.cause(), found.contact(), company, rules);
        try {
            return planned(Situation.Inheritance.NONE, found, subject, known, rules) instanceof Situation.Open open
                    && open.plan() instanceof Plan.CreateClientAndContact
                            ? Optional.of(open)
                            : Optional.empty();
        } catch (InesException | MauticException | NotCertainlyGone _) {
            return Optional.empty();
        }
    }

    private Situation read(
            Incoming.Found found, MauticCompany company, Cause cause, String request, Rules rules) {
        var contact = found.contact();
        var own = links.contactAfterMerge(found.askedFor(), contact.id());
        var loser = own.isPresent() ? Optional.<ContactLink>empty() : merges.linkOfLoser(contact, rules.mapping());
        return own.isPresent() || loser.isPresent()
                ? read(found, company, cause, request, rules,
                        own.or(() -> loser.map(link -> link.inheritedBy(contact.id()))),
                        inheritedFrom(loser), ImportedAgain.Others.NONE)
                : switch (importedAgain.findDeleted(contact, company)) {
                    case ImportedAgain.Answer.Nobody(var others) ->
                        read(
                                found, company, cause, request, rules, Optional.empty(), Situation.Inheritance.NONE,
                                others);
                    case ImportedAgain.Answer.Known(ContactLink link) ->
                        readImported(
                                found, company, cause, request, rules,
                                asImported(link, subject(request, cause, contact, company, rules)));
                    case ImportedAgain.Answer.InDoubt(Message why, var question) ->
                        Situation.Over.inDoubt(why, question);
                    case ImportedAgain.Answer.HeldBack(Message why) -> heldBack(why);
                    case ImportedAgain.Answer.BeingCreated(OpenCreation creation) -> beingCreated(creation);
                };
    }

    private static Situation.Inheritance inheritedFrom(Optional<ContactLink> loser) {
        return Situation.Inheritance.ofLoser(
                loser.stream().mapToLong(ContactLink::mauticContactId).findFirst());
    }

    private Situation readImported(
            Incoming.Found found, MauticCompany company, Cause cause, String request, Rules rules,
            ContactLink deleted) {
        var link = deleted.inheritedBy(found.contact().id());
        return read(found, company, cause, request, rules, Optional.of(link),
                inheritedFrom(Optional.of(deleted)).with(link), ImportedAgain.Others.NONE);
    }

    /** What an import does not say is no news: it empties nothing at INES, and subscribes nobody again. */
    private static ContactLink asImported(ContactLink link, Subject subject) {
        return link.withoutAgreementOn(Stream.concat(
                Stream.of(AutomationFields.UNSUBSCRIBED),
                subject.projection().of(Concept.CONTACT)
                        .filter(field -> field.value() instanceof Converted.Nothing)
                        .map(field -> field.mapping().path()))
                .toList());
    }

    private static Situation heldBack(Message why) {
        return new Situation.Over(new PushResult.Failed(why, PushResult.Blame.QUESTION));
    }

    private static Situation beingCreated(OpenCreation creation) {
        return new Situation.Over(creation.uncertainBecause()
                .<PushResult>map(reason -> new PushResult.Uncertain(creation.mauticContactId(), reason))
                .orElseGet(PushResult.Busy::new));
    }

    /**
     * @param own the contact's link, which may be another's until this is done
     * @param others contacts that are linked with the address of one that has no link
     */
    private Situation read(
            Incoming.Found found,
            MauticCompany company,
            Cause cause,
            String request,
            Rules rules,
            Optional<ContactLink> own,
            Situation.Inheritance inherited,
            ImportedAgain.Others others) {
        var contact = found.contact();
        var known = Known.of(
                own,
                links.company(company.id()),
                contact,
                rules.mapping());
        var subject = subject(request, cause, contact, company, rules);
        var hindrance = hindrance(contact, company, known, rules);
        if (hindrance.isPresent()) {
            return new Situation.Over(hindrance.get());
        }
        if (cause.trustsTheLastPush() && isUnchanged(subject, known)) {
            return new Situation.Unchanged(known.contactLink().orElseThrow());
        }
        if (known.contactRef().isPresent()) {
            return planned(inherited, found, subject, known, rules);
        }
        return switch (importedAgain.find(contact, company)) {
            case ImportedAgain.Answer.Nobody _ -> sameAddress(contact, company, others.withAddress(), _ -> true)
                    .orElseGet(() -> planned(inherited.besides(others.all()), found, subject, known, rules));
            case ImportedAgain.Answer.Known(ContactLink flagged) -> {
                var link = asImported(flagged, subject);
                yield planned(inherited.with(link), found, subject, known.with(link), rules);
            }
            case ImportedAgain.Answer.InDoubt(Message why, var question) -> Situation.Over.inDoubt(why, question);
            case ImportedAgain.Answer.HeldBack(Message why) -> heldBack(why);
            case ImportedAgain.Answer.BeingCreated(OpenCreation creation) -> beingCreated(creation);
        };
    }

    /**
     * One person who is in Mautic twice would be at INES twice: where another one of the company has the address, a person says.
     * Also of one that was at INES: a salesperson may have merged the two there.
     */
    private Optional<Situation> sameAddress(
            MauticContact contact, MauticCompany company, List<ContactLink> withAddress,
            Predicate<ContactLink> isAtInes) {
        var digest = Fingerprint.ofEmail(contact.email().orElse(""));
        return withAddress.stream()
                .filter(link -> link.mauticCompanyId() == company.id())
                .filter(_ -> !addresses.isShared(digest))
                .filter(isAtInes)
                .findFirst()
                .map(other -> new Situation.Over(
                        new PushResult.Skipped(
                                SkipReason.SAME_ADDRESS,
                                Message.of(
                                        "again.same-address",
                                        contact.id(),
                                        contact.email().orElse(""),
                                        other.mauticContactId(),
                                        other.inesContactRef())),
                        Optional.of(new Situation.Question.IsSameAddress(
                                contact.id(), other.mauticContactId(), company.id(), digest))));
    }

    /** Mautic's timeline is read before INES's records: what stands between reading and writing those is kept short. */
    private Situation planned(
            Situation.Inheritance inherited, Incoming.Found found, Subject subject, Known known, Rules rules) {
        var planner = rules.planner();
        boolean namesEvent = subject.cause().namesLastEvent();
        boolean isEarly = namesEvent && planner.mayWriteLead(subject, known);
        var ready = isEarly && subject.lastEvent().isEmpty() ? withLastEvent(subject) : subject;
        var held = ines.read(known, subject.company().id(), rules.mapping());
        var again = importedAgain.withReference(subject.contact(), known, held)
                .map(flagged -> asImported(flagged, subject));
        if (again.isPresent()) {
            return plannedAgain(again.get(), inherited, found, ready, known, held, rules);
        }
        var left = others.left(subject.contact(), subject.company(), known, held);
        if (left.isPresent()) {
            return planned(inherited.with(left.get()), found, ready, known.with(left.get()), rules);
        }
        var stranger = Adoption.stranger(
                subject.contact(), subject.company(), known, held,
                client -> others.isAnothers(client, subject.company()));
        if (stranger.isPresent()) {
            return new Situation.Over(new PushResult.Conflict(stranger.get()));
        }
        if (held.client().isEmpty() && known.colleaguesClientRef().isEmpty()) {
            var through = known.companyLink().isPresent()
                    ? throughLinked(known.companyLink().get(), inherited, found, ready, known, rules)
                    : throughOthers(inherited, found, ready, known, rules);
            if (through.isPresent()) {
                return through.get();
            }
        }
        if (held.contact().isPresent() || known.contactRef().isEmpty()) {
            return planned(inherited, ready, isEarly, known, held, rules);
        }
        return plannedWithoutContact(inherited, found, ready, isEarly, known, held, rules);
    }

    /**
     * Of a contact that INES does not have any more.
     *
     * @param isEarly whether Mautic's timeline was read already
     */
    private Situation plannedWithoutContact(
            Situation.Inheritance inherited, Incoming.Found found, Subject subject, boolean isEarly, Known known,
            Held held, Rules rules) {
        var contact = subject.contact();
        int gone = known.contactRef().orElseThrow();
        var linked = importedAgain.others(contact, subject.company(), gone);
        var heldBack = importedAgain.heldBack(contact, linked);
        if (heldBack.isPresent()) {
            return heldBack(heldBack.get());
        }
        var instead = inherited.loser().isPresent()
                ? Optional.<ContactLink>empty()
                : importedAgain.insteadOfGone(contact, linked);
        if (instead.isPresent()) {
            var link = asImported(instead.get(), subject).inheritedBy(contact.id());
            long before = instead.get().mauticContactId();
            return planned(
                    (before == contact.id() ? inherited : inherited.withLoser(before)).with(link),
                    found,
                    subject,
                    known.with(link),
                    rules);
        }
        var creation = importedAgain.beingCreated(contact, subject.company());
        if (creation.isPresent()) {
            return beingCreated(creation.get());
        }
        var other = missing.isConfirmed(Concept.CONTACT, gone)
                ? Optional.<Situation>empty()
                : sameAddress(contact, subject.company(), linked.withAddress(), importedAgain::isAtInes);
        return other.orElseGet(
                () -> planned(inherited.besides(linked.all()), subject, isEarly, known, held, rules));
    }

    /**
     * Who was flagged, and is there again with its references. Where its company is there under another id, it has not changed
     * employers: it stays where a salesperson has put it.
     */
    private Situation plannedAgain(
            ContactLink link, Situation.Inheritance inherited, Incoming.Found found, Subject subject, Known known,
            Held held, Rules rules) {
        var company = subject.company();
        var here = link.at(link.inesClientRef(), company.id());
        if (known.companyLink().isEmpty() && link.mauticCompanyId() != company.id()
                && clientOfGoneCompany.find(company, Set.of(
                        link.mauticCompanyId())) instanceof ClientOfGoneCompany.Answer.Of(CompanyLink gone)) {
            return planned(
                    inherited.with(here).withCompany(gone.mauticCompanyId()),
                    found,
                    subject,
                    known.with(here).with(gone.inheritedBy(company.id())),
                    rules);
        }
        boolean isAtItsClient = held.client()
                .filter(client -> client.reference() == link.inesClientRef())
                .filter(client -> known.companyLink().isPresent() || Adoption.isOf(company, client))
                .isPresent();
        var now = isAtItsClient ? here : link;
        return planned(inherited.with(now), found, subject, known.with(now), rules);
    }

    /** @param isEarly whether Mautic's timeline was read already */
    private Situation planned(
            Situation.Inheritance inherited, Subject subject, boolean isEarly, Known known, Held held, Rules rules) {
        var planner = rules.planner();
        boolean isLate = subject.cause().namesLastEvent() && !isEarly && planner.leadChannel(subject, held).isPresent();
        var told = isLate ? withLastEvent(subject) : subject;
        var plan = planner.plan(told, known, held);
        return withheld(plan)
                .filter(_ -> subject.cause() != Cause.COMPARISON)
                .<Situation>map(why -> new Situation.Over(
                        new PushResult.Skipped(SkipReason.UPDATE_WOULD_BLANK, why)))
                .orElseGet(() -> new Situation.Open(inherited, told, known, held, plan, rules));
    }

    /** Why the plan is not carried out, where INES would lose something; only a comparison, which writes nothing, shows it. */
    Optional<Message> withheld(Plan plan) {
        return plan.updatesContact() && !ines.blankedByUpdates().isEmpty()
                ? Optional.of(Message.of("skip.would-blank", String.join(", ", new TreeSet<>(ines.blankedByUpdates()))))
                : Optional.empty();
    }

    /** Where other contacts know the client of the company, or may: empty where the company is new at INES. */
    private Optional<Situation> throughOthers(
            Situation.Inheritance inherited, Incoming.Found found, Subject subject, Known known, Rules rules) {
        long companyId = subject.company().id();
        return switch (clientOfGoneCompany.find(subject.company(), former(found, subject, known, rules))) {
            case ClientOfGoneCompany.Answer.None _ -> throughReferences(inherited, found, subject, known, rules);
            case ClientOfGoneCompany.Answer.Of(CompanyLink link) -> Optional.of(planned(
                    inherited.withCompany(link.mauticCompanyId()),
                    found,
                    subject,
                    known.with(link.inheritedBy(companyId)),
                    rules));
            case ClientOfGoneCompany.Answer.InDoubt(Message why, var question) -> Optional.of(
                    Situation.Over.inDoubt(why, question));
        };
    }

    /** Where the linked client is gone: empty where its contacts do not say which one took its place. */
    private Optional<Situation> throughLinked(
            CompanyLink link, Situation.Inheritance inherited, Incoming.Found found, Subject subject, Known known,
            Rules rules) {
        return through(
                clientOfColleagues.ofLinked(subject.company(), link.inesClientRef(), subject.contact().id()),
                inherited, found, subject, known, rules);
    }

    private static Set<Long> former(Incoming.Found found, Subject subject, Known known, Rules rules) {
        long companyId = subject.company().id();
        var former = new TreeSet<>(found.colleagues().former(companyId, rules.mapping()));
        known.contactLink().map(ContactLink::mauticCompanyId).filter(before -> before != companyId)
                .ifPresent(former::add);
        return former;
    }

    private Optional<Situation> throughReferences(
            Situation.Inheritance inherited, Incoming.Found found, Subject subject, Known known, Rules rules) {
        var colleagues = found.colleagues().withReference(subject.company().id(), rules.mapping()).stream()
                .filter(colleague -> colleague.id() != subject.contact().id())
                .toList();
        return through(
                clientOfColleagues.find(subject.company(), colleagues, rules.mapping()),
                inherited, found, subject, known, rules);
    }

    private Optional<Situation> through(
            ClientOfColleagues.Answer answer, Situation.Inheritance inherited, Incoming.Found found, Subject subject,
            Known known, Rules rules) {
        return switch (answer) {
            case ClientOfColleagues.Answer.Unknown _ -> Optional.empty();
            case ClientOfColleagues.Answer.At(int clientRef) -> Optional.of(
                    planned(inherited, found, subject, known.withColleaguesAt(clientRef), rules));
            case ClientOfColleagues.Answer.InDoubt(Message why) -> Optional.of(
                    new Situation.Over(new PushResult.Conflict(why)));
        };
    }

    private Subject withLastEvent(Subject subject) {
        return subject.withLastEvent(mautic.lastEvent(subject.contact().id()));
    }

    private static Subject subject(
            String request, Cause cause, MauticContact contact, MauticCompany company, Rules rules) {
        return new Subject(
                request,
                cause,
                contact,
                company,
                Projection.of(contact, company, rules.mapping(), rules.conversion()),
                Optional.empty());
    }

    private Optional<PushResult> hindrance(
            MauticContact contact, MauticCompany company, Known known, Rules rules) {
        return openCreation(contact, company, known)
                .or(() -> Adoption.unreadable(contact, known, rules.mapping()).map(PushResult.Conflict::new))
                .or(() -> taken(contact, known));
    }

    private Optional<PushResult> openCreation(MauticContact contact, MauticCompany company, Known known) {
        var newClientOf = known.companyLink().isPresent() ? OptionalLong.empty() : OptionalLong.of(company.id());
        return creations.open(contact.id(), newClientOf).map(open -> switch (open) {
            case Begin.Uncertain(long contactId, Message reason) -> new PushResult.Uncertain(contactId, reason);
            case Begin.InProgress _,Begin.Started _ -> new PushResult.Busy();
        });
    }

    private Optional<PushResult> taken(MauticContact contact, Known known) {
        return known.contactLink().isPresent() || known.contactRef().isEmpty()
                ? Optional.empty()
                : links.contactWithReference(known.contactRef().getAsInt())
                        .filter(link -> link.mauticContactId() != contact.id())
                        .map(link -> new PushResult.Conflict(Message.of(
                                "push.reference-taken", link.inesContactRef(), link.mauticContactId())));
    }

    /** Everything that would be sent is what INES answered to last, and the contact is where its company is. */
    private static boolean isUnchanged(Subject subject, Known known) {
        return known.contactLink()
                .filter(link -> link.mauticCompanyId() == subject.company().id())
                .filter(link -> !isAtReplacedClient(link, known))
                .filter(link -> link.unanswered().saysNothing())
                .flatMap(ContactLink::pushed)
                .filter(Fingerprint.of(subject.projection(), Concept.CONTACT)::equals)
                .isPresent()
                && known.companyLink()
                        .filter(link -> link.unanswered().saysNothing())
                        .flatMap(CompanyLink::pushed)
                        .filter(Fingerprint.of(subject.projection(), Concept.CLIENT)::equals)
                        .isPresent();
    }

    private static boolean isAtReplacedClient(ContactLink link, Known known) {
        return known.companyLink()
                .filter(company -> company.replacedClientRef().equals(OptionalInt.of(link.inesClientRef())))
                .isPresent();
    }
}
