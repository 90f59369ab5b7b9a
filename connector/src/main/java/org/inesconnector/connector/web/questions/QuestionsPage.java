package org.inesconnector.connector.web.questions;

import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.inesconnector.connector.connection.MauticConnectionSettings;
import org.inesconnector.connector.links.OpenCreation;
import org.inesconnector.connector.links.OpenLead;
import org.inesconnector.connector.links.TwoContacts;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.OneAddress;
import org.inesconnector.connector.queue.OneCompany;
import org.inesconnector.connector.queue.OnePerson;
import org.inesconnector.connector.queue.OpenQuestions;
import org.inesconnector.connector.queue.Removals;
import org.inesconnector.connector.queue.SameAddress;
import org.inesconnector.connector.settings.SamePair;
import org.inesconnector.connector.sync.Settlement;
import org.inesconnector.connector.web.SideProblems;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What only a person can answer: whether INES has something, or which of two contacts is left. */
@Controller
@RequestMapping("/questions")
class QuestionsPage {

    /** Of each kind, so that a page can be read. */
    private static final int MOST = 100;

    private static final Pattern REFERENCE = Pattern.compile("[1-9][0-9]{0,8}");

    private static final String PAGE = "redirect:/questions";

    private final OpenQuestions questions;
    private final Settlement settlement;
    private final OnePerson people;
    private final Removals removals;
    private final OneCompany companies;
    private final OneAddress addresses;
    private final SamePair pair;
    private final Journal journal;
    private final Optional<URI> mautic;

    QuestionsPage(
            OpenQuestions questions,
            Settlement settlement,
            OnePerson people,
            Removals removals,
            OneCompany companies,
            OneAddress addresses,
            SamePair pair,
            Journal journal,
            MauticConnectionSettings mautic) {
        this.questions = questions;
        this.settlement = settlement;
        this.people = people;
        this.removals = removals;
        this.companies = companies;
        this.addresses = addresses;
        this.pair = pair;
        this.journal = journal;
        this.mautic = Optional.ofNullable(mautic.url());
    }

    /** @param contact whose questions are shown however many there are */
    @GetMapping
    String show(@RequestParam Optional<Long> contact, Model model) {
        var counts = questions.counts();
        model.addAttribute("creations",
                shown(settlement.uncertain(), OpenCreation::mauticContactId, contact).map(this::question).toList());
        model.addAttribute("leads",
                shown(settlement.uncertainLeads(), OpenLead::mauticContactId, contact).toList());
        model.addAttribute("refused",
                shown(settlement.refusedLeads(), OpenLead::mauticContactId, contact).toList());
        var merged = people.questions().stream().limit(MOST).toList();
        model.addAttribute("people", merged);
        model.addAttribute("known", known(merged));
        model.addAttribute("gone", counts.goneInMautic());
        model.addAttribute("goneContacts", removals.heldBack(MOST));
        var otherPair = pair.question();
        model.addAttribute("pair", otherPair.orElse(null));
        model.addAttribute("companies", companies.questions().stream().limit(MOST).toList());
        model.addAttribute("addresses",
                shown(addresses.questions(), SameAddress::contact, contact).map(this::question).toList());
        model.addAttribute("all", counts.all() + otherPair.stream().count());
        model.addAttribute("most", MOST);
        model.addAttribute("isMore",
                LongStream.of(counts.creations(), counts.leads(), counts.refusedLeads(), counts.people(),
                        counts.companies(), counts.addresses()).anyMatch(count -> count > MOST));
        model.addAttribute("mautic", mautic.map(url -> url.toString().replaceFirst("/+$", "")).orElse(null));
        return "questions";
    }

    private static <T> Stream<T> shown(List<T> all, ToLongFunction<T> of, Optional<Long> contact) {
        var named = all.stream().skip(MOST).filter(one -> contact.filter(id -> id == of.applyAsLong(one)).isPresent());
        return Stream.concat(all.stream().limit(MOST), named);
    }

    /** Those that are left. */
    private Map<Long, KnownHere> known(List<TwoContacts> merged) {
        return merged.stream()
                .map(TwoContacts::winner)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), winner -> KnownHere.of(journal.ofContact(winner))));
    }

    private AddressQuestion question(SameAddress asked) {
        return AddressQuestion.of(asked, journal.ofContact(asked.contact()).stream().findFirst());
    }

    private CreationQuestion question(OpenCreation creation) {
        return CreationQuestion.of(creation, journal.ofContact(creation.mauticContactId()).stream().findFirst());
    }

    @PostMapping("/exists")
    String exists(@RequestParam long contact, @RequestParam String reference, Model model, RedirectAttributes next) {
        return settle(
                contact, reference, number -> settlement.exists(contact, number), model, next);
    }

    @PostMapping("/client-exists")
    String clientExists(
            @RequestParam long contact, @RequestParam String reference, Model model, RedirectAttributes next) {
        return settle(
                contact, reference, number -> settlement.clientExists(contact, number), model, next);
    }

    private String settle(
            long contact, String typed, IntFunction<Optional<Message>> answer, Model model, RedirectAttributes next) {
        var reference = typed.strip();
        var problems = REFERENCE.matcher(reference).matches()
                ? problems(() -> answer.apply(Integer.parseInt(reference)))
                : List.of(Message.of("question.no-number"));
        if (!problems.isEmpty()) {
            model.addAttribute("wrong", new WrongAnswer(contact, typed, problems));
            return show(Optional.of(contact), model);
        }
        next.addFlashAttribute("notice", Message.of("settle.done", contact));
        return PAGE;
    }

    private static List<Message> problems(Supplier<Optional<Message>> answer) {
        try {
            return answer.get().stream().toList();
        } catch (RuntimeException e) {
            return SideProblems.of(e);
        }
    }

    @PostMapping("/again")
    String createAgain(@RequestParam long contact, RedirectAttributes next) {
        next.addFlashAttribute(
                "notice", settlement.createAgain(contact).orElse(Message.of("question.again", contact)));
        return PAGE;
    }

    @PostMapping("/again-chosen")
    String createChosenAgain(@RequestParam(defaultValue = "") List<@Nullable Long> contact, RedirectAttributes next) {
        return each(contact, settlement::createAgain, "question.some-again", next);
    }

    @PostMapping("/lead")
    String lead(
            @RequestParam Optional<Long> written, @RequestParam Optional<Long> again, RedirectAttributes next) {
        written.ifPresent(id -> next.addFlashAttribute(
                "notice", settlement.leadWritten(id).orElse(Message.of("settle.done-lead", id))));
        again.ifPresent(id -> next.addFlashAttribute(
                "notice", settlement.writeLeadAgain(id).orElse(Message.of("settle.done-lead", id))));
        return PAGE;
    }

    @PostMapping("/refused-lead")
    String giveUp(@RequestParam long lead, RedirectAttributes next) {
        next.addFlashAttribute(
                "notice", settlement.giveUpLead(lead).orElse(Message.of("settle.done-refused", lead)));
        return PAGE;
    }

    @PostMapping("/leads-chosen")
    String chosenLeads(
            @RequestParam(defaultValue = "") List<@Nullable Long> lead, @RequestParam boolean written,
            RedirectAttributes next) {
        return each(
                lead, written ? settlement::leadWritten : settlement::writeLeadAgain, "question.some-leads", next);
    }

    /** @param ticked null where a form holds nothing */
    private static String each(
            List<@Nullable Long> ticked,
            Function<Long, Optional<Message>> answer,
            String done,
            RedirectAttributes next) {
        var chosen = ticked.stream().flatMap(Stream::ofNullable).toList();
        var problems = chosen.stream().map(answer).flatMap(Optional::stream).toList();
        next.addFlashAttribute("problems", problems);
        next.addFlashAttribute("notice", chosen.isEmpty()
                ? Message.of("question.none-chosen")
                : Message.of(done, chosen.size() - problems.size()));
        return PAGE;
    }

    @PostMapping("/gone")
    String gone(RedirectAttributes next) {
        next.addFlashAttribute("notice", Message.of("settle.done-gone", removals.queueAll()));
        return PAGE;
    }

    @PostMapping("/address")
    String address(@RequestParam long contact, @RequestParam boolean several, RedirectAttributes next) {
        next.addFlashAttribute("notice",
                (several ? addresses.several(contact) : addresses.merged(contact))
                        .orElse(Message.of("settle.done-address", contact)));
        return PAGE;
    }

    @PostMapping("/pair")
    String pair(@RequestParam String asked, Principal user, RedirectAttributes next) {
        var question = pair.question();
        var problem = pair.same(asked, user.getName());
        next.addFlashAttribute("problems", problem.stream().toList());
        question.filter(_ -> problem.isEmpty())
                .ifPresent(one -> next.addFlashAttribute(
                        "notice", Message.of("pair.done", one.after(), one.before())));
        return PAGE;
    }

    @PostMapping("/keep")
    String keep(@RequestParam long merged, @RequestParam int reference, RedirectAttributes next) {
        var settled = people.settled(merged, reference);
        var problems = problems(() -> people.keep(merged, reference));
        next.addFlashAttribute("problems", problems);
        if (problems.isEmpty()) {
            next.addFlashAttribute("notice", settled);
        }
        return PAGE;
    }

    @PostMapping("/company")
    String company(@RequestParam long gone, @RequestParam boolean same, RedirectAttributes next) {
        var problems = problems(() -> same ? companies.same(gone) : companies.apart(gone));
        next.addFlashAttribute("problems", problems);
        if (problems.isEmpty()) {
            next.addFlashAttribute("notice", Message.of("settle.done-company", gone));
        }
        return PAGE;
    }
}
