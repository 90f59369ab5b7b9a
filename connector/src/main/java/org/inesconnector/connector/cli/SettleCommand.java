package org.inesconnector.connector.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.inesconnector.connector.links.OpenCreation;
import org.inesconnector.connector.links.TwoClients;
import org.inesconnector.connector.links.TwoContacts;
import org.inesconnector.connector.links.OpenLead;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.GoneInMautic;
import org.inesconnector.connector.queue.OneAddress;
import org.inesconnector.connector.queue.OneCompany;
import org.inesconnector.connector.queue.OnePerson;
import org.inesconnector.connector.queue.Removals;
import org.inesconnector.connector.queue.SameAddress;
import org.inesconnector.connector.settings.SamePair;
import org.inesconnector.connector.sync.Settlement;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists uncertain creations and leads, merged contacts and contacts that are held back as gone, or settles one. */
@Command(name = "settle")
final class SettleCommand implements Callable<Integer> {

    /** A terminal shows them all; an audit lists more. */
    private static final int MOST_GONE = 100;

    static final class Answer {
        @Option(names = "--exists", paramLabel = "REF", required = true)
        @Nullable
        Integer contactReference;

        @Option(names = "--client-exists", paramLabel = "REF", required = true)
        @Nullable
        Integer clientReference;

        @Option(names = "--create-again", required = true)
        boolean createAgain;
    }

    static final class Which {
        @Option(names = "--contact", paramLabel = "ID", required = true)
        long contact;

        @ArgGroup(multiplicity = "1")
        Answer answer = new Answer();
    }

    static final class LeadAnswer {
        @Option(names = "--written", required = true)
        boolean written;

        @Option(names = "--write-again", required = true)
        boolean writeAgain;

        @Option(names = "--give-up", required = true)
        boolean giveUp;
    }

    static final class WhichLead {
        @Option(names = "--lead", paramLabel = "ID", required = true)
        long lead;

        @ArgGroup(multiplicity = "1")
        LeadAnswer answer = new LeadAnswer();
    }

    static final class WhichPerson {
        @Option(names = "--merged", paramLabel = "ID", required = true)
        long merged;

        @Option(names = "--keep", paramLabel = "REF", required = true)
        int keep;
    }

    static final class CompanyAnswer {
        @Option(names = "--same", required = true)
        boolean same;

        @Option(names = "--apart", required = true)
        boolean apart;
    }

    static final class WhichCompany {
        @Option(names = "--company", paramLabel = "ID", required = true)
        long company;

        @ArgGroup(multiplicity = "1")
        CompanyAnswer answer = new CompanyAnswer();
    }

    static final class AddressAnswer {
        @Option(names = "--one-person", required = true)
        boolean onePerson;

        @Option(names = "--several-people", required = true)
        boolean severalPeople;
    }

    static final class WhichAddress {
        @Option(names = "--address", paramLabel = "ID", required = true)
        long contact;

        @ArgGroup(multiplicity = "1")
        AddressAnswer answer = new AddressAnswer();
    }

    static final class What {
        @ArgGroup(exclusive = false)
        @Nullable
        Which creation;

        @ArgGroup(exclusive = false)
        @Nullable
        WhichLead lead;

        @ArgGroup(exclusive = false)
        @Nullable
        WhichPerson person;

        @Option(names = "--gone-in-mautic")
        boolean gone;

        @ArgGroup(exclusive = false)
        @Nullable
        WhichCompany company;

        @ArgGroup(exclusive = false)
        @Nullable
        WhichAddress address;

        @Option(names = "--renamed")
        boolean renamed;
    }

    @ArgGroup
    private What what = new What();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (var context = terminal().start()) {
            var pair = context.getBean(SamePair.class);
            if (what.renamed) {
                return renamed(pair);
            }
            var settlement = context.getBean(Settlement.class);
            if (what.creation != null) {
                return settle(settlement, what.creation);
            }
            if (what.lead != null) {
                return settle(settlement, what.lead);
            }
            var removals = context.getBean(Removals.class);
            if (what.gone) {
                terminal().say(Message.of("settle.done-gone", removals.queueAll()));
                return ExitCode.DONE;
            }
            var companies = context.getBean(OneCompany.class);
            if (what.company != null) {
                return settle(companies, what.company);
            }
            var addresses = context.getBean(OneAddress.class);
            if (what.address != null) {
                return settle(addresses, what.address);
            }
            var people = context.getBean(OnePerson.class);
            if (what.person != null) {
                return settle(people, what.person);
            }
            return list(settlement, people.questions(), companies.questions(), addresses.questions(), removals,
                    pair.question().isPresent(), ClockTime.of(context));
        }
    }

    private int renamed(SamePair pair) {
        var question = pair.question();
        if (question.isEmpty()) {
            return settled(Optional.of(Message.of("pair.no-question")), Message.of("pair.no-question"));
        }
        var asked = question.get();
        return settled(
                pair.same(asked.asked(), "ines-connector settle"),
                Message.of("pair.done", asked.after(), asked.before()));
    }

    private int list(
            Settlement settlement,
            List<TwoContacts> questions,
            List<TwoClients> companies,
            List<SameAddress> addresses,
            Removals removals,
            boolean isOtherPair,
            ClockTime time) {
        long gone = removals.heldBack();
        var creations = settlement.uncertain();
        var leads = settlement.uncertainLeads();
        var refused = settlement.refusedLeads();
        if (creations.isEmpty() && leads.isEmpty() && refused.isEmpty() && questions.isEmpty() && companies.isEmpty()
                && addresses.isEmpty() && gone == 0) {
            return nothing(isOtherPair);
        }
        creations.stream().flatMap(creation -> describe(creation, time)).forEach(terminal()::say);
        leads.forEach(lead -> terminal().say(describe("settle.uncertain-lead", lead, time)));
        refused.forEach(lead -> terminal().say(describe("settle.refused-lead", lead, time)));
        questions.forEach(question -> terminal().say(describe(question, time)));
        companies.forEach(question -> terminal().say(describe(question, time)));
        addresses.forEach(question -> terminal().say(describe(question, time)));
        if (!creations.isEmpty()) {
            terminal().say(Message.of("settle.how"));
        }
        if (!leads.isEmpty()) {
            terminal().say(Message.of("settle.how-lead"));
        }
        if (!refused.isEmpty()) {
            terminal().say(Message.of("settle.how-refused"));
        }
        if (!questions.isEmpty()) {
            terminal().say(Message.of("settle.how-person"));
        }
        if (!companies.isEmpty()) {
            terminal().say(Message.of("settle.how-company"));
        }
        if (!addresses.isEmpty()) {
            terminal().say(Message.of("settle.how-address"));
        }
        if (gone > 0) {
            say(removals.heldBack(MOST_GONE), gone);
        }
        return ExitCode.UNCERTAIN;
    }

    /** That the settings name another pair is said already, as by every command. */
    private int nothing(boolean isOtherPair) {
        if (isOtherPair) {
            return ExitCode.UNCERTAIN;
        }
        terminal().say(Message.of("settle.none"));
        return ExitCode.DONE;
    }

    private void say(List<GoneInMautic> some, long gone) {
        some.forEach(one -> terminal()
                .say(Message.of("settle.gone-contact", one.contactId(), one.inesContactRef(), one.who())));
        if (gone > some.size()) {
            terminal().say(Message.of("settle.gone-more", gone - some.size()));
        }
        terminal().say(Message.of("settle.gone", gone));
    }

    private static Stream<Message> describe(OpenCreation creation, ClockTime time) {
        return creation.uncertainBecause().stream().map(reason -> Message.of(
                "settle.uncertain", creation.mauticContactId(), time.text(creation.startedAt()), reason));
    }

    private static Message describe(String key, OpenLead lead, ClockTime time) {
        return Message.of(
                key,
                lead.id(),
                lead.mauticContactId(),
                time.text(lead.createdAt()),
                lead.shortDescription(),
                lead.reason(),
                lead.email(),
                lead.inesContactRef());
    }

    private static Message describe(TwoContacts question, ClockTime time) {
        return question.isLinked()
                ? Message.of(
                        "settle.two-contacts",
                        question.loser(),
                        question.winner(),
                        time.text(question.mergedAt()),
                        question.contactRef(),
                        question.secondContactRef())
                : Message.of(
                        "settle.one-of-two",
                        question.loser(),
                        question.winner(),
                        time.text(question.mergedAt()),
                        question.secondContactRef());
    }

    private static Message describe(TwoClients question, ClockTime time) {
        return question.clientRef().isPresent()
                ? Message.of(
                        "settle.two-clients",
                        question.gone(),
                        question.winner(),
                        time.text(question.noticedAt()),
                        question.goneClientRef(),
                        question.clientRef().getAsInt())
                : Message.of(
                        "settle.one-client",
                        question.gone(),
                        question.winner(),
                        time.text(question.noticedAt()),
                        question.goneClientRef());
    }

    private static Message describe(SameAddress question, ClockTime time) {
        return Message.of(
                "settle.address",
                question.contact(),
                question.other(),
                question.otherContactRef().orElse(0),
                time.text(question.noticedAt()));
    }

    private int settle(OneAddress addresses, WhichAddress chosen) {
        return settled(
                chosen.answer.onePerson ? addresses.merged(chosen.contact) : addresses.several(chosen.contact),
                Message.of("settle.done-address", chosen.contact));
    }

    private int settle(OneCompany companies, WhichCompany chosen) {
        return settled(
                chosen.answer.same ? companies.same(chosen.company) : companies.apart(chosen.company),
                Message.of("settle.done-company", chosen.company));
    }

    private int settle(OnePerson people, WhichPerson chosen) {
        var settled = people.settled(chosen.merged, chosen.keep);
        return settled(people.keep(chosen.merged, chosen.keep), settled);
    }

    private int settle(Settlement settlement, Which chosen) {
        return settled(settle(settlement, chosen.contact, chosen.answer), Message.of("settle.done", chosen.contact));
    }

    private int settle(Settlement settlement, WhichLead chosen) {
        if (chosen.answer.giveUp) {
            return settled(settlement.giveUpLead(chosen.lead), Message.of("settle.done-refused", chosen.lead));
        }
        var problem = chosen.answer.written
                ? settlement.leadWritten(chosen.lead)
                : settlement.writeLeadAgain(chosen.lead);
        return settled(problem, Message.of("settle.done-lead", chosen.lead));
    }

    private int settled(Optional<Message> problem, Message done) {
        terminal().say(problem.orElse(done));
        return problem.isPresent() ? ExitCode.FAILED : ExitCode.DONE;
    }

    private static Optional<Message> settle(Settlement settlement, long contact, Answer answer) {
        if (answer.contactReference != null) {
            return settlement.exists(contact, answer.contactReference);
        }
        return answer.clientReference == null
                ? settlement.createAgain(contact)
                : settlement.clientExists(contact, answer.clientReference);
    }

    private Terminal terminal() {
        return Terminal.of(spec.commandLine());
    }
}
