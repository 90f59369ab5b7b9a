package org.inesconnector.connector.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.inesconnector.connector.links.CompanyLink;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.FieldMapping;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.connector.mapping.InesTarget;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.connector.mapping.Schema;
import org.inesconnector.connector.mapping.WhenEmptied;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.ines.Client;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.CustomFieldOwner;
import org.inesconnector.ines.CustomFieldValue;
import org.inesconnector.ines.InesValue;
import org.inesconnector.ines.ValueList;
import org.inesconnector.ines.ValueListEntry;
import org.inesconnector.mautic.DoNotContact;
import org.inesconnector.mautic.DoNotContact.Reason;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;
import org.inesconnector.mautic.MauticField;
import org.inesconnector.mautic.TimelineEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlannerTest {

    private static final TimelineEvent FORM = new TimelineEvent(
            "form.submitted", "Form submitted", "Ask for a demo", Instant.parse("2026-07-01T10:00:00Z"));

    @Test
    void whereNeitherIsKnownBothAreCreatedAndTheClientGetsInessDefaultType() {
        var plan = (Plan.CreateClientAndContact) plan(Cause.SYNCHRONISATION, unknown(), Held.NOTHING);
        assertThat(plan.contact().value(ContactField.LAST_NAME)).contains(InesValue.text("Lovelace"));
        assertThat(plan.contact().value(ContactField.AUTOMATION_REF)).contains(InesValue.whole(42));
        assertThat(plan.contact().value(ContactField.SCORING)).contains(InesValue.whole(25));
        assertThat(plan.client().value(ClientField.COMPANY_NAME)).contains(InesValue.text("Acme"));
        assertThat(plan.client().value(ClientField.AUTOMATION_REF)).contains(InesValue.whole(9));
        assertThat(plan.client().value(ClientField.TYPE)).contains(InesValue.whole(3));
        assertThat(plan.why()).isEqualTo(Message.of("plan.both-new"));
    }

    @Test
    void aContactOfAKnownClientIsAddedToItAndNoSecondClientIsCreated() {
        var plan = (Plan.AddContact) plan(Cause.SYNCHRONISATION, companyKnown(), held(null, Sample.inesClient()));
        assertThat(plan.clientRef()).isEqualTo(Sample.CLIENT_REF);
        assertThat(plan.clientUpdate()).isEmpty();
        assertThat(plan.why()).isEqualTo(Message.of("plan.contact-new"));
        assertThat(plan.calls()).containsExactly("AddContact", "AddLead");
    }

    @Test
    void aContactThatIsGoneAtInesIsAddedAgainToItsClient() {
        var plan = (Plan.AddContact) plan(Cause.SYNCHRONISATION, known(), held(null, Sample.inesClient()));
        assertThat(plan.why()).isEqualTo(Message.of("plan.contact-gone", Sample.CONTACT_REF));
        assertThat(plan.contact().reference()).isZero();
    }

    @Test
    void whereBothAreGoneAtInesBothAreCreatedAgain() {
        var plan = (Plan.CreateClientAndContact) plan(Cause.SYNCHRONISATION, known(), Held.NOTHING);
        assertThat(plan.why()).isEqualTo(Message.of("plan.contact-gone", Sample.CONTACT_REF));
    }

    @Test
    void aNewContactOfAClientThatIsGoneIsNotSaidToHaveAKnownCompany() {
        var plan = (Plan.CreateClientAndContact) plan(Cause.SYNCHRONISATION, companyKnown(), Held.NOTHING);
        assertThat(plan.why()).isEqualTo(Message.of("plan.client-gone"));
    }

    @Test
    void aClientThatIsGoneWhileItsContactLivesIsCreatedAndTheContactMoved() {
        var plan = (Plan.CreateClientAndMove) plan(Cause.SYNCHRONISATION, known(), held(Sample.inesContact(), null));
        assertThat(plan.why()).isEqualTo(Message.of("plan.client-gone"));
        assertThat(plan.contact().reference()).isEqualTo(Sample.CONTACT_REF);
        assertThat(plan.calls()).containsExactly("AddClientWithContacts", "UpdateContact");
    }

    @Test
    void aContactThatChangedToAnUnknownCompanyGetsANewClient() {
        var plan = (Plan.CreateClientAndMove) plan(
                Cause.SYNCHRONISATION, movedFrom(8, Optional.empty()), held(Sample.inesContact(), null));
        assertThat(plan.why()).isEqualTo(Message.of("plan.contact-changed-company"));
    }

    @Test
    void aContactThatChangedToAKnownCompanyIsMovedToItsClient() {
        var other = Sample.inesClient().with(ClientField.INTERNAL_REF, InesValue.whole(301));
        var plan = (Plan.Update) plan(
                Cause.SYNCHRONISATION, movedFrom(8, Optional.of(companyLink(301))), held(Sample.inesContact(), other));
        assertThat(plan.contactUpdate().orElseThrow().clientReference()).isEqualTo(301);
        assertThat(plan.clientRef()).isEqualTo(301);
        assertThat(plan.clientUpdate()).isEmpty();
        assertThat(whyMoved(plan)).isEqualTo(Message.of("plan.contact-changed-company"));
    }

    @Test
    void aContactIsMovedToTheClientThatTookAGoneOnesPlaceAndIsNotSaidToHaveAnotherCompany() {
        var successor = Sample.inesClient().with(ClientField.INTERNAL_REF, InesValue.whole(301));
        var plan = (Plan.Update) plan(
                Cause.SYNCHRONISATION, known().withColleaguesAt(301), held(Sample.inesContact(), successor));
        assertThat(plan.contactUpdate().orElseThrow().clientReference()).isEqualTo(301);
        assertThat(whyMoved(plan)).isEqualTo(Message.of("plan.client-replaced"));
    }

    private static Message whyMoved(Plan plan) {
        return plan.details().fields().stream()
                .filter(decision -> decision.target().equals(Sample.contact(ContactField.COMPANY_REF)))
                .map(FieldDecision::why)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aContactThatASalespersonMovedStaysWhereItIs() {
        var moved = Sample.inesContact().with(ContactField.COMPANY_REF, InesValue.whole(777));
        var plan = (Plan.Nothing) plan(Cause.SYNCHRONISATION, known(), held(moved, Sample.inesClient()));
        assertThat(plan.clientRef()).isEqualTo(777);
    }

    @Test
    void whereNothingDiffersNothingIsDone() {
        var plan = plan(Cause.SYNCHRONISATION, known(), held(Sample.inesContact(), Sample.inesClient()));
        assertThat(plan).isInstanceOf(Plan.Nothing.class);
        assertThat(plan.calls()).isEmpty();
    }

    @Test
    void onlyTheContactIsUpdatedWhereOnlyItDiffersAndKeepsWhatIsNotMapped() {
        var held = Sample.inesContact()
                .with(ContactField.CITY, InesValue.text("Metz"))
                .with(ContactField.FAX, InesValue.text("0102"));
        var plan = (Plan.Update) plan(Cause.SYNCHRONISATION, known(), held(held, Sample.inesClient()));
        assertThat(plan.contactUpdate()).contains(held.with(ContactField.CITY, InesValue.text("Lyon")));
        assertThat(plan.clientUpdate()).isEmpty();
        assertThat(plan.calls()).containsExactly("UpdateContact");
    }

    @Test
    void onlyTheClientIsUpdatedWhereOnlyItDiffers() {
        var held = Sample.inesClient().with(ClientField.CITY, InesValue.text("Metz"));
        var plan = (Plan.Update) plan(Cause.SYNCHRONISATION, known(), held(Sample.inesContact(), held));
        assertThat(plan.contactUpdate()).isEmpty();
        assertThat(plan.clientUpdate()).contains(held.with(ClientField.CITY, InesValue.text("Paris")));
        assertThat(plan.calls()).containsExactly("UpdateClient");
    }

    @Test
    void theClientThatAContactIsAddedToIsUpdatedWhereItDiffers() {
        var held = Sample.inesClient().with(ClientField.CITY, InesValue.text("Metz"));
        var plan = plan(Cause.SYNCHRONISATION, companyKnown(), held(null, held));
        assertThat(plan.calls()).containsExactly("AddContact", "UpdateClient", "AddLead");
    }

    @Test
    void pointsAloneAreNoReasonToWriteButAreSentAlong() {
        var points = Sample.inesContact().with(ContactField.SCORING, InesValue.whole(1));
        assertThat(plan(Cause.SYNCHRONISATION, known(), held(points, Sample.inesClient())))
                .isInstanceOf(Plan.Nothing.class);
        var city = points.with(ContactField.CITY, InesValue.text("Metz"));
        var plan = (Plan.Update) plan(Cause.SYNCHRONISATION, known(), held(city, Sample.inesClient()));
        assertThat(plan.contactUpdate().orElseThrow().value(ContactField.SCORING)).contains(InesValue.whole(25));
    }

    @ParameterizedTest
    @EnumSource(value = Reason.class, names = {"UNSUBSCRIBED", "BY_HAND"})
    void whoDoesNotWantEmailsIsDesabo(Reason reason) {
        var update = update(Sample.inesContact(), new DoNotContact("email", reason));
        assertThat(update.value(ContactField.DESABO)).contains(InesValue.text("1"));
        assertThat(update.value(ContactField.N_PAI)).isEmpty();
    }

    @Test
    void whoSubscribesAgainIsNoLongerDesabo() {
        var held = Sample.inesContact().with(ContactField.DESABO, InesValue.text("1"));
        var agreed = known(Map.of(AutomationFields.UNSUBSCRIBED, Fingerprint.ofFlag(true)));
        var plan = (Plan.Update) plan(
                subject(Cause.SYNCHRONISATION, Sample.mauticContact(), Sample.MAPPING), agreed,
                held(held, Sample.inesClient()));
        assertThat(plan.contactUpdate().orElseThrow().value(ContactField.DESABO)).contains(InesValue.text("0"));
    }

    @Test
    void whoUnsubscribedAtInesAndNeverInMauticStaysUnsubscribedWhateverElseChanges() {
        var held = Sample.inesContact()
                .with(ContactField.DESABO, InesValue.text("1"))
                .with(ContactField.CITY, InesValue.text("Metz"));
        for (var agreed : List.of(
                Map.<String, String>of(), Map.of(AutomationFields.UNSUBSCRIBED, Fingerprint.ofFlag(false)))) {
            var plan = (Plan.Update) plan(
                    subject(Cause.SYNCHRONISATION, Sample.mauticContact(), Sample.MAPPING), known(agreed),
                    held(held, Sample.inesClient()));
            assertThat(plan.contactUpdate().orElseThrow().value(ContactField.DESABO)).contains(InesValue.text("1"));
        }
    }

    @Test
    void onlyTheEmailChannelCounts() {
        assertThat(planOf(Sample.inesContact(), new DoNotContact("sms", Reason.UNSUBSCRIBED)))
                .isInstanceOf(Plan.Nothing.class);
    }

    @Test
    void anAddressThatBouncesIsNpaiAndNotDesabo() {
        var update = update(Sample.inesContact(), new DoNotContact("email", Reason.BOUNCED));
        assertThat(update.value(ContactField.N_PAI)).contains(InesValue.text("1"));
        assertThat(update.value(ContactField.DESABO)).isEmpty();
    }

    @Test
    void anNpaiThatInesRaisedIsNeverLowered() {
        assertThat(planOf(Sample.inesContact().with(ContactField.N_PAI, InesValue.text("1"))))
                .isInstanceOf(Plan.Nothing.class);
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void aCreationWritesALeadWhateverTheCause(Cause cause) {
        var lead = plan(cause, unknown(), Held.NOTHING).details().lead().orElseThrow();
        assertThat(lead.channel()).isEqualTo(Sample.LEAD_CHANNEL);
        assertThat(lead.scoring()).isEqualTo(25);
    }

    @Test
    void aDirectPushWritesALeadEvenWhereNothingElseIsToBeDone() {
        var plan = plan(Cause.DIRECT_PUSH, known(), held(Sample.inesContact(), Sample.inesClient()));
        assertThat(plan.calls()).containsExactly("AddLead");
    }

    @Test
    void aSynchronisationThatUpdatesWritesNoLead() {
        var differs = Sample.inesContact().with(ContactField.CITY, InesValue.text("Metz"));
        var plan = plan(Cause.SYNCHRONISATION, known(), held(differs, Sample.inesClient()));
        assertThat(plan.details().lead()).isEmpty();
        assertThat(plan.details().noLead()).isEmpty();
    }

    @Test
    void withoutAChannelNoLeadIsWrittenAndThePlanSaysWhy() {
        var subject = subject(Cause.DIRECT_PUSH, Sample.mauticContact(), Sample.MAPPING);
        var plan = Sample.planner(Sample.schema(OptionalInt.empty())).plan(subject, unknown(), Held.NOTHING);
        assertThat(plan.details().lead()).isEmpty();
        assertThat(plan.details().noLead()).contains(Message.of("plan.no-lead-channel"));
    }

    @Test
    void aLeadNamesTheLastEventInInessTime() {
        var lead = plan(Cause.DIRECT_PUSH, unknown(), Held.NOTHING).details().lead().orElseThrow();
        assertThat(lead.shortDescription()).isEqualTo("Mautic: Form submitted – Ask for a demo");
        assertThat(lead.detail()).contains("Lovelace", "ada@acme.example", "Acme", "Points: 25",
                "Form submitted – Ask for a demo").contains("2026 12:00");
    }

    @Test
    void aLeadsShortDescriptionIsShortAndEndsBetweenCharacters() {
        var event = new TimelineEvent("x", "Page", "\uD83D\uDE00".repeat(200), Instant.EPOCH);
        var text = leadWording().of(4, Sample.mauticContact(), Sample.mauticCompany(), Optional.of(event))
                .shortDescription();
        assertThat(text.codePointCount(0, text.length())).isEqualTo(100);
        assertThat(text).endsWith("\uD83D\uDE00…");
    }

    @Test
    void aLeadHasNoTagsHoweverTheNameOfAPageSpellsThem() {
        var event = new TimelineEvent(
                "x", "Page", "<i>R&amp;D</i> &lt;img src=x onerror=alert(1)&gt;&lt; 3", Instant.EPOCH);
        var text = leadWording().of(4, Sample.mauticContact(), Sample.mauticCompany(), Optional.of(event));
        assertThat(text.shortDescription()).isEqualTo("Mautic: Page – R&D < 3");
    }

    @Test
    void aLeadOfAContactWithoutEventsSaysSo() {
        var lead = leadWording().of(4, Sample.mauticContact(), Sample.mauticCompany(), Optional.empty());
        assertThat(lead.shortDescription()).isEqualTo("Mautic: contact sent by Mautic");
    }

    @Test
    void aFirstValueOfACustomFieldIsInserted() {
        assertThat(customFieldPlan(List.of()).details().customFields())
                .containsExactly(
                        new Plan.CustomFieldWrite(CustomFieldOwner.CONTACT, 101, OptionalInt.empty(), "hello"));
        assertThat(customFieldPlan(List.of()).calls()).containsExactly("InsertContactCF");
    }

    @Test
    void aFurtherValueOfACustomFieldIsUpdatedByItsOwnReference() {
        var held = List.of(new CustomFieldValue(102, 12, "other"), new CustomFieldValue(101, 11, "before"));
        assertThat(customFieldPlan(held).details().customFields())
                .containsExactly(
                        new Plan.CustomFieldWrite(CustomFieldOwner.CONTACT, 101, OptionalInt.of(11), "hello"));
        assertThat(customFieldPlan(held).calls()).containsExactly("UpdateContactCF");
    }

    @Test
    void aBlankValueOfACustomFieldIsUpdatedAndNotInsertedTwice() {
        assertThat(customFieldPlan(List.of(new CustomFieldValue(101, 11, ""))).calls())
                .containsExactly("UpdateContactCF");
    }

    @Test
    void theSameValueOfACustomFieldIsNotWritten() {
        assertThat(customFieldPlan(List.of(new CustomFieldValue(101, 11, "hello"))))
                .isInstanceOf(Plan.Nothing.class);
    }

    @Test
    void aDateThatWasEmptiedIsLeftOutOfWhatInesIsSent() {
        var target = Sample.contact(ContactField.DATE_OF_BIRTH);
        var source = Sample.field(target, "birthday", FieldRule.ALWAYS).source();
        var mapping = Sample.mapping(
                new FieldMapping(target, source, FieldRule.ALWAYS, WhenEmptied.EMPTY, Map.of()));
        var birthday = InesValue.moment(LocalDateTime.parse("1990-01-02T00:00:00"));
        var agreed = Fingerprint.of(new Converted.Value(birthday, List.of()));
        var known = known(Map.of("contact.DateOfBirth", agreed));
        var held = held(Sample.inesContact().with(ContactField.DATE_OF_BIRTH, birthday), Sample.inesClient());
        var plan = (Plan.Update) plan(subject(Cause.SYNCHRONISATION, Sample.mauticContact(), mapping), known, held);
        assertThat(plan.contactUpdate()).contains(Sample.inesContact());
    }

    @Test
    void afterAPushBothSidesAgreeOnWhatWasWrittenOrFoundTheSameButNotOnWhatIsProtected() {
        var subject = subject(Cause.SYNCHRONISATION, Sample.mauticContact(), Sample.MAPPING);
        var differs = Sample.inesContact()
                .with(ContactField.CITY, InesValue.text("Metz"))
                .with(ContactField.PRIMARY_MAIL_ADDRESS, InesValue.text("other@acme.example"));
        var plan = plan(subject, known(), held(differs, Sample.inesClient()));
        var all = plan.details().fields().stream().map(FieldDecision::target).toList();
        assertThat(Settled.after(plan, subject.projection(), Concept.CONTACT, Map.of(), all))
                .containsOnlyKeys("contact.LastName", "contact.City", "contact.101", AutomationFields.UNSUBSCRIBED);
        var nothingNew = Settled.after(
                plan, subject.projection(), Concept.CONTACT, Map.of("contact.City", "before"), List.of());
        assertThat(nothingNew).containsEntry("contact.City", "before");
    }

    @ParameterizedTest
    @EnumSource(value = FieldRule.class, names = "ALWAYS", mode = EnumSource.Mode.EXCLUDE)
    void whatASalespersonChangedWhileARuleLeftTheFieldAloneStaysOnceItIsAlwaysAgain(FieldRule rule) {
        assertThatACityOfInesStaysAfter(Sample.mapping(Sample.field(Sample.contact(ContactField.CITY), "city", rule)));
    }

    @Test
    void whatASalespersonChangedWhileTheFieldWasNotMappedStaysOnceItIsMappedAgain() {
        assertThatACityOfInesStaysAfter(Sample.mapping());
    }

    private static final Mapping CITY = Sample.mapping(
            Sample.field(Sample.contact(ContactField.CITY), "city", FieldRule.ALWAYS));

    private static void assertThatACityOfInesStaysAfter(Mapping meanwhile) {
        var agreed = Map.of("contact.City", Fingerprint.of(new Converted.Value(InesValue.text("Lyon"), List.of())));
        var kept = settled(Cause.LOOK, "Lyon", meanwhile, agreed, "Metz");
        for (var cause : List.of(Cause.LOOK, Cause.COMPANY, Cause.SYNCHRONISATION, Cause.DIRECT_PUSH)) {
            assertCityLeft(cause, "Lyon", kept, "Metz", "field.changed-at-ines");
            assertCityLeft(cause, "Brest", kept, "Metz", "field.not-agreed");
            assertThat(cityOf(cause, "Brest", CITY, kept, "Lyon").write())
                    .as("INES still has what was agreed, %s", cause).contains(InesValue.text("Brest"));
        }
        var since = settled(Cause.LOOK, "Brest", CITY, kept, "Metz");
        assertCityLeft(Cause.SYNCHRONISATION, "Brest", since, "Metz", "field.not-agreed");
        assertThat(cityOf(Cause.SYNCHRONISATION, "Dax", CITY, since, "Metz").write())
                .as("a later change of Mautic's").contains(InesValue.text("Dax"));
    }

    private static Map<String, String> settled(
            Cause cause, String inMautic, Mapping mapping, Map<String, String> agreed, String atInes) {
        var subject = subject(cause, livingIn(inMautic), mapping);
        return Settled.after(
                plan(subject, known(agreed), heldIn(atInes)), subject.projection(), Concept.CONTACT, agreed, List.of());
    }

    private static void assertCityLeft(
            Cause cause, String inMautic, Map<String, String> agreed, String atInes, String why) {
        var decision = cityOf(cause, inMautic, CITY, agreed, atInes);
        assertThat(decision.write()).as("%s", cause).isEmpty();
        assertThat(decision.why()).as("%s", cause).isEqualTo(Message.of(why));
    }

    private static FieldDecision cityOf(
            Cause cause, String inMautic, Mapping mapping, Map<String, String> agreed, String atInes) {
        var plan = plan(subject(cause, livingIn(inMautic), mapping), known(agreed), heldIn(atInes));
        return decision(plan, Sample.contact(ContactField.CITY));
    }

    private static MauticContact livingIn(String city) {
        return Sample.mauticContact(Map.of("email", "ada@acme.example", "lastname", "Lovelace", "city", city));
    }

    private static Held heldIn(String city) {
        return held(Sample.inesContact().with(ContactField.CITY, InesValue.text(city)), Sample.inesClient());
    }

    @ParameterizedTest
    @EnumSource(value = Cause.class, names = {"LOOK", "FIRST_SYNCHRONISATION"})
    void whatNobodyChangedIsWrittenWhereNothingWasAgreedOnOnlyWhereInesHasNothing(Cause cause) {
        assertCityLeft(cause, "Lyon", Map.of(), "Metz", "field.not-agreed");
        assertThat(cityOf(cause, "Lyon", CITY, Map.of(), "").write()).contains(InesValue.text("Lyon"));
        assertThat(cityOf(Cause.SYNCHRONISATION, "Lyon", CITY, Map.of(), "Metz").write())
                .contains(InesValue.text("Lyon"));
    }

    @Test
    void theFirstSynchronisationGivesAClientThatAnOlderPluginMadeOnlyWhatItDoesNotHave() {
        var client = Sample.inesClient().with(ClientField.CITY, InesValue.text("Metz"));
        for (var known : List.of(unknown().withColleaguesAt(Sample.CLIENT_REF), companyKnown())) {
            assertThat(plan(Cause.FIRST_SYNCHRONISATION, known, held(null, client)).calls())
                    .containsExactly("AddContact", "AddLead");
        }
        var without = Sample.inesClient().with(ClientField.CITY, InesValue.text(""));
        assertThat(plan(Cause.FIRST_SYNCHRONISATION, companyKnown(), held(null, without)).calls())
                .containsExactly("AddContact", "UpdateClient", "AddLead");
    }

    @ParameterizedTest
    @EnumSource(value = Cause.class, names = {"LOOK", "FIRST_SYNCHRONISATION"})
    void whatALookLeftStaysUntilMauticsValueItselfChangesWhateverElseDoes(Cause look) {
        var left = settled(look, "Lyon", CITY, Map.of(), "Metz");
        for (var cause : List.of(Cause.SYNCHRONISATION, Cause.DIRECT_PUSH, Cause.COMPANY)) {
            assertCityLeft(cause, "Lyon", left, "Metz", "field.not-agreed");
        }
        var later = settled(Cause.SYNCHRONISATION, "Lyon", CITY, left, "Metz");
        assertThat(cityOf(Cause.SYNCHRONISATION, "Brest", CITY, later, "Metz").write())
                .contains(InesValue.text("Brest"));
    }

    @Test
    void anAuditShowsWhatALookLeftAndNotWhatASalespersonChanged() {
        var left = settled(Cause.LOOK, "Lyon", CITY, Map.of(), "Metz");
        assertCityLeft(Cause.COMPARISON, "Lyon", left, "Metz", "field.not-agreed");
        var agreed = settled(Cause.SYNCHRONISATION, "Lyon", CITY, Map.of(), "Lyon");
        assertCityLeft(Cause.COMPARISON, "Lyon", agreed, "Metz", "field.changed-at-ines");
    }

    @Test
    void whatBothSidesChangedStaysInesSWhereAllAreLookedAt() {
        var agreed = settled(Cause.SYNCHRONISATION, "Lyon", CITY, Map.of(), "Lyon");
        assertCityLeft(Cause.LOOK, "Brest", agreed, "Metz", "field.not-agreed");
        assertThat(cityOf(Cause.SYNCHRONISATION, "Brest", CITY, agreed, "Metz").write())
                .contains(InesValue.text("Brest"));
        var emptying = Sample.mapping(new FieldMapping(
                Sample.contact(ContactField.CITY),
                CITY.fields().getFirst().source(),
                FieldRule.ALWAYS,
                WhenEmptied.EMPTY,
                Map.of()));
        assertThat(cityOf(Cause.LOOK, "", emptying, agreed, "Metz").why()).isEqualTo(Message.of("field.not-agreed"));
        assertThat(cityOf(Cause.LOOK, "", emptying, agreed, "Lyon").write()).contains(InesValue.text(""));
    }

    @Test
    void whereOnlyTheCompanyChangedWhatWasNeverAgreedOnIsWrittenOfTheCompanyAlone() {
        assertCityLeft(Cause.COMPANY, "Lyon", Map.of(), "Metz", "field.not-agreed");
        assertThat(cityOf(Cause.COMPANY, "Lyon", CITY, Map.of(), "").write()).contains(InesValue.text("Lyon"));
        var client = Sample.inesClient().with(ClientField.CITY, InesValue.text("Metz"));
        assertThat(plan(Cause.COMPANY, known(), held(Sample.inesContact(), client)).calls())
                .containsExactly("UpdateClient");
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT_PUSH", "SYNCHRONISATION", "COMPANY"})
    void aClientThatTookThePlaceOfOneThatIsGoneIsGivenWhatItLacksAndWhatItHasOfThatOne(Cause cause) {
        var agreed = Map.of("client.City", Fingerprint.of(new Converted.Value(InesValue.text("Nancy"), List.of())));
        for (var settled : List.of(Map.<String, String>of(), agreed)) {
            assertThat(cityOfTheClientInPlaceOfAnother(cause, settled, "Metz").why())
                    .isEqualTo(Message.of("field.not-agreed"));
        }
        assertThat(cityOfTheClientInPlaceOfAnother(cause, agreed, "Nancy").write()).contains(InesValue.text("Paris"));
        assertThat(cityOfTheClientInPlaceOfAnother(cause, Map.of(), "").write()).contains(InesValue.text("Paris"));
    }

    private static FieldDecision cityOfTheClientInPlaceOfAnother(
            Cause cause, Map<String, String> settled, String atInes) {
        var gone = new CompanyLink(
                Sample.COMPANY_ID, Sample.CLIENT_REF - 1, OptionalInt.empty(), Optional.empty(), settled);
        var known = known().with(gone);
        var client = Sample.inesClient().with(ClientField.CITY, InesValue.text(atInes));
        return decision(
                plan(subject(cause, Sample.mauticContact(), Sample.MAPPING), known, held(Sample.inesContact(), client)),
                Sample.client(ClientField.CITY));
    }

    @Test
    void whatASalespersonGaveStaysWhereTheFieldIsTakenFromAnotherOneOfMautic() {
        var agreed = settled(Cause.SYNCHRONISATION, "Lyon", CITY, Map.of(), "Lyon");
        var other = Sample.mapping(Sample.field(Sample.contact(ContactField.CITY), "town", FieldRule.ALWAYS));
        assertThat(townOf("Brest", other, agreed, "Metz").why()).isEqualTo(Message.of("field.changed-at-ines"));
        assertThat(townOf("Brest", other, agreed, "Lyon").write())
                .as("what INES still has of the former one").contains(InesValue.text("Brest"));
        var subject = subject(Cause.SYNCHRONISATION, inTown("Brest"), other);
        var since = Settled.after(
                plan(subject, known(agreed), heldIn("Metz")), subject.projection(), Concept.CONTACT, agreed, List.of());
        assertThat(townOf("Dax", other, since, "Metz").write())
                .as("a later change of the other one").contains(InesValue.text("Dax"));
    }

    private static FieldDecision townOf(String town, Mapping mapping, Map<String, String> agreed, String atInes) {
        var plan = plan(subject(Cause.SYNCHRONISATION, inTown(town), mapping), known(agreed), heldIn(atInes));
        return decision(plan, Sample.contact(ContactField.CITY));
    }

    private static MauticContact inTown(String town) {
        return Sample.mauticContact(Map.of("email", "ada@acme.example", "city", "Lyon", "town", town));
    }

    @Test
    void aLookAtAllWritesWhatMauticSaysOtherwiseThanWasAgreed() {
        var agreed = Map.of("contact.City", Fingerprint.of(new Converted.Value(InesValue.text("Metz"), List.of())));
        var held = held(Sample.inesContact().with(ContactField.CITY, InesValue.text("Metz")), Sample.inesClient());
        assertThat(plan(Cause.LOOK, known(agreed), held).calls()).containsExactly("UpdateContact");
    }

    @Test
    void whatASalespersonChangedWhileMauticsValueCouldNotBeConvertedStays() {
        var mapping = Sample.mapping(Sample.field(Sample.CUSTOM_USER, "sponsor", FieldRule.ALWAYS));
        var contact = Sample.mauticContact(Map.of("email", "ada@acme.example", "sponsor", "Anne Martin"));
        var agreed = Map.of("contact.106", Fingerprint.of(new Converted.Value(InesValue.whole(7), List.of())));
        var settled = settledWith(Sample.schema().withLists(Map.of()), contact, mapping, agreed, heldSponsor("7"));
        assertThat(settled).containsAllEntriesOf(agreed);
        var plan = plan(subject(Cause.SYNCHRONISATION, contact, mapping), known(settled), heldSponsor("8"));
        assertThat(plan).isInstanceOf(Plan.Nothing.class);
        assertThat(decision(plan, Sample.CUSTOM_USER).why()).isEqualTo(Message.of("field.changed-at-ines"));
    }

    @Test
    void whatCannotBeConvertedIsAgreedOnStillWhereItsRuleLeavesItAlone() {
        for (var rule : List.of(FieldRule.NEVER, FieldRule.ONLY_WHEN_CREATED)) {
            var mapping = Sample.mapping(Sample.field(Sample.CUSTOM_USER, "sponsor", rule));
            var contact = Sample.mauticContact(Map.of("email", "ada@acme.example", "sponsor", "nobody"));
            assertThat(settledWith(Sample.schema(), contact, mapping, Map.of("contact.106", "any"), heldSponsor("7")))
                    .containsEntry("contact.106", "!any");
        }
    }

    @Test
    void aFieldThatIsSwitchedOffInMauticIsNotTakenForEmptied() {
        var city = Sample.contact(ContactField.CITY);
        var source = Sample.field(city, "city", FieldRule.ALWAYS).source();
        var mapping = Sample.mapping(new FieldMapping(city, source, FieldRule.ALWAYS, WhenEmptied.EMPTY, Map.of()));
        var agreed = Map.of(
                "contact.City", Fingerprint.of(new Converted.Value(InesValue.text("Lyon"), List.of())));
        var withoutCity = Sample.mauticContact(Map.of("email", "ada@acme.example"));
        var held = held(Sample.inesContact(), Sample.inesClient());
        assertThat(plan(subject(Cause.SYNCHRONISATION, withoutCity, mapping), known(agreed), held))
                .as("emptied").isInstanceOf(Plan.Update.class);
        var schema = Sample.schema(
                OptionalInt.empty(), new MauticField(1, "city", "City", "text", false, List.of()));
        var subject = subject(schema, withoutCity, mapping);
        var plan = Sample.planner(schema).plan(subject, known(agreed), held);
        assertThat(plan).isInstanceOf(Plan.Nothing.class);
        assertThat(decision(plan, city).why()).isEqualTo(Message.of("convert.switched-off", "city"));
        assertThat(settledWith(schema, withoutCity, mapping, agreed, held)).containsAllEntriesOf(agreed);
    }

    @Test
    void aCorrectedValueIsWrittenOnlyWhereInesStillHasWhatBothSidesAgreedOn() {
        var settled = settledWith(Sample.schema(), ofProspect(), sponsorFor("7"), Map.of(), heldSponsor("7"));
        assertSponsor(sponsorFor("8"), settled, "10", "field.changed-at-ines", "10");
        assertSponsor(sponsorFor("8"), settled, "7", "field.changed", "8");
        assertSponsor(sponsorFor("8"), settled, "8", "field.same", "8");
    }

    @Test
    void aValueThatMauticChangedToIsWrittenWhateverBecameOfTheListMeanwhile() {
        var settled = settledWith(Sample.schema(), ofProspect(), sponsorFor("7"), Map.of(), heldSponsor("7"));
        var client = Sample.mauticContact(Map.of("email", "ada@acme.example", "sponsor", "Client"));
        var mapping = sponsor(Map.of("Prospect", "8", "Client", "9"));
        assertSponsor(client, mapping, settled, "10", "field.changed", "9");
    }

    @Test
    void whatASalespersonGaveStaysAlsoWhereTheListIsCorrectedTwice() {
        var settled = settledWith(Sample.schema(), ofProspect(), sponsorFor("7"), Map.of(), heldSponsor("7"));
        var once = settledWith(Sample.schema(), ofProspect(), sponsorFor("8"), settled, heldSponsor("10"));
        assertSponsor(sponsorFor("9"), once, "10", "field.changed-at-ines", "10");
    }

    @Test
    void whatASalespersonGaveStaysAlsoWhereNothingWasSentForTheValueMeanwhile() {
        var settled = settledWith(Sample.schema(), ofProspect(), sponsorFor("7"), Map.of(), heldSponsor("7"));
        var nothing = settledWith(Sample.schema(), ofProspect(), sponsorFor(""), settled, heldSponsor("7"));
        assertSponsor(sponsorFor("8"), nothing, "10", "field.changed-at-ines", "10");
        assertSponsor(sponsorFor("8"), nothing, "7", "field.changed", "8");
    }

    @Test
    void anAgreementOfAnEarlierVersionKnowsTheValueOnly() {
        var agreed = Map.of("contact.106", Fingerprint.of(new Converted.Value(InesValue.whole(7), List.of())));
        assertSponsor(sponsorFor("7"), agreed, "10", "field.changed-at-ines", "10");
        assertSponsor(sponsorFor("8"), agreed, "10", "field.changed", "8");
        var since = settledWith(Sample.schema(), ofProspect(), sponsorFor("7"), agreed, heldSponsor("10"));
        assertSponsor(sponsorFor("8"), since, "10", "field.changed-at-ines", "10");
    }

    @Test
    void anotherTimeZoneIsWrittenOnlyWhereInesStillHasTheTimeOfTheOtherOne() {
        var mapping = Sample.mapping(Sample.field(Sample.CUSTOM_DATE, "seen", FieldRule.ALWAYS));
        var schema = Sample.schema(
                OptionalInt.empty(), new MauticField(1, "seen", "Seen", "datetime", true, List.of()));
        var contact = Sample.mauticContact(Map.of("email", "ada@acme.example", "seen", "2026-07-01 10:00:00"));
        var settled = settledWith(schema, contact, mapping, Map.of(), heldSeen("2026-07-01T12:00:00"));
        var elsewhere = subject(
                Cause.SYNCHRONISATION, contact, mapping, new Conversion(schema, ZoneId.of("America/Toronto")));
        var left = Sample.planner(schema).plan(elsewhere, known(settled), heldSeen("2026-07-02T09:30:00"));
        assertThat(decision(left, Sample.CUSTOM_DATE).why()).isEqualTo(Message.of("field.changed-at-ines"));
        assertThat(left).isInstanceOf(Plan.Nothing.class);
        var written = Sample.planner(schema).plan(elsewhere, known(settled), heldSeen("2026-07-01T12:00:00"));
        assertThat(decision(written, Sample.CUSTOM_DATE).write())
                .contains(InesValue.moment(LocalDateTime.parse("2026-07-01T06:00:00")));
    }

    @Test
    void aLabelThatInesGivesToAnotherKeyBringsNoOldValueBack() {
        var contact = Sample.mauticContact(Map.of("email", "ada@acme.example", "sponsor", "Anne Martin"));
        var mapping = sponsor(Map.of());
        var settled = settledWith(Sample.schema(), contact, mapping, Map.of(), heldSponsor("7"));
        var relabelled = Sample.schema().withLists(
                Map.of(ValueList.USERS, List.of(new ValueListEntry(11, "Anne Martin"))));
        var left = Sample.planner(relabelled).plan(
                subject(relabelled, contact, mapping), known(settled), heldSponsor("8"));
        assertThat(left).isInstanceOf(Plan.Nothing.class);
        var written = Sample.planner(relabelled).plan(
                subject(relabelled, contact, mapping), known(settled), heldSponsor("7"));
        assertThat(decision(written, Sample.CUSTOM_USER).write()).contains(InesValue.whole(11));
    }

    @Test
    void anAgreementOnMauticsTextAsItIsTakesFiveCharactersMoreThanItsDigest() {
        var contact = Sample.mauticContact(Map.of("email", "ada@acme.example", "city", "Lyon", "sponsor", "Prospect"));
        var mapping = Sample.mapping(
                Sample.field(Sample.contact(ContactField.CITY), "city", FieldRule.ALWAYS),
                sponsorFor("7").fields().getFirst());
        var settled = settledWith(Sample.schema(), contact, mapping, Map.of(), heldSponsor("7"));
        int digest = Fingerprint.of(new Converted.Nothing()).length();
        assertThat(settled.get("contact.City")).hasSize(digest + 5);
        assertThat(settled.get("contact.106")).hasSize(digest + 13);
    }

    private static MauticContact ofProspect() {
        return Sample.mauticContact(Map.of("email", "ada@acme.example", "sponsor", "Prospect"));
    }

    private static Mapping sponsorFor(String prospect) {
        return sponsor(Map.of("Prospect", prospect));
    }

    private static Mapping sponsor(Map<String, String> values) {
        var plain = Sample.field(Sample.CUSTOM_USER, "sponsor", FieldRule.ALWAYS);
        return Sample.mapping(new FieldMapping(
                plain.target(), plain.source(), plain.rule(), WhenEmptied.KEEP, values));
    }

    private static void assertSponsor(
            Mapping mapping, Map<String, String> settled, String before, String why, String after) {
        assertSponsor(ofProspect(), mapping, settled, before, why, after);
    }

    private static void assertSponsor(
            MauticContact contact,
            Mapping mapping,
            Map<String, String> settled,
            String before,
            String why,
            String after) {
        var plan = plan(subject(Cause.SYNCHRONISATION, contact, mapping), known(settled), heldSponsor(before));
        var decision = decision(plan, Sample.CUSTOM_USER);
        assertThat(decision.why()).isEqualTo(Message.of(why));
        assertThat(decision.write().map(InesValue::toString).orElse(before)).isEqualTo(after);
    }

    private static Held heldSeen(String seen) {
        return new Held(
                Optional.of(Sample.inesContact()),
                Optional.of(Sample.inesClient()),
                List.of(new CustomFieldValue(104, 11, seen)),
                List.of());
    }

    private static Map<String, String> settledWith(
            Schema schema, MauticContact contact, Mapping mapping, Map<String, String> before, Held held) {
        var subject = subject(schema, contact, mapping);
        var plan = Sample.planner(schema).plan(subject, known(before), held);
        return Settled.after(plan, subject.projection(), Concept.CONTACT, before, List.of());
    }

    private static Held heldSponsor(String key) {
        return new Held(
                Optional.of(Sample.inesContact()),
                Optional.of(Sample.inesClient()),
                List.of(new CustomFieldValue(106, 11, key)),
                List.of());
    }

    private static FieldDecision decision(Plan plan, InesTarget target) {
        return plan.details().fields().stream()
                .filter(decision -> decision.target().equals(target))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void pointsDoNotChangeTheFingerprintOfAContactButAnUnsubscriptionDoes() {
        var contact = Sample.mauticContact();
        var before = fingerprint(contact);
        assertThat(fingerprint(new MauticContact(42, 99, contact.fields(), List.of(), List.of()))).isEqualTo(before);
        assertThat(fingerprint(Sample.mauticContact(contact.fields(), new DoNotContact("email", Reason.BY_HAND))))
                .isNotEqualTo(before);
    }

    private static String fingerprint(MauticContact contact) {
        return Fingerprint.of(
                subject(Cause.SYNCHRONISATION, contact, Sample.MAPPING).projection(), Concept.CONTACT);
    }

    private static LeadWording leadWording() {
        return new LeadWording(
                Messages.in(Locale.ENGLISH), Sample.PARIS);
    }

    private static Plan customFieldPlan(List<CustomFieldValue> values) {
        var contact = Sample.mauticContact(
                Map.of("email", "ada@acme.example", "lastname", "Lovelace", "city", "Lyon", "note", "hello"));
        return plan(
                subject(Cause.SYNCHRONISATION, contact, Sample.MAPPING),
                known(),
                new Held(Optional.of(Sample.inesContact()), Optional.of(Sample.inesClient()), values, List.of()));
    }

    private static Contact update(Contact held, DoNotContact... doNotContact) {
        return ((Plan.Update) planOf(held, doNotContact)).contactUpdate().orElseThrow();
    }

    private static Plan planOf(Contact held, DoNotContact... doNotContact) {
        var contact = Sample.mauticContact(Sample.mauticContact().fields(), doNotContact);
        return plan(
                subject(Cause.SYNCHRONISATION, contact, Sample.MAPPING), known(), held(held, Sample.inesClient()));
    }

    private static Plan plan(Cause cause, Known known, Held held) {
        return plan(subject(cause, Sample.mauticContact(), Sample.MAPPING), known, held);
    }

    private static Plan plan(Subject subject, Known known, Held held) {
        return Sample.planner(Sample.schema()).plan(subject, known, held);
    }

    private static Subject subject(Cause cause, MauticContact contact, Mapping mapping) {
        return subject(cause, contact, mapping, Sample.conversion());
    }

    private static Subject subject(Schema schema, MauticContact contact, Mapping mapping) {
        return subject(Cause.SYNCHRONISATION, contact, mapping, new Conversion(schema, Sample.PARIS));
    }

    private static Subject subject(Cause cause, MauticContact contact, Mapping mapping, Conversion conversion) {
        MauticCompany company = Sample.mauticCompany();
        var projection = Projection.of(contact, company, mapping, conversion);
        return new Subject("request", cause, contact, company, projection, Optional.of(FORM));
    }

    private static Held held(@Nullable Contact contact, @Nullable Client client) {
        return new Held(Optional.ofNullable(contact), Optional.ofNullable(client), List.of(), List.of());
    }

    private static Known unknown() {
        return new Known(Optional.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    private static Known companyKnown() {
        return new Known(
                Optional.empty(),
                Optional.of(companyLink(Sample.CLIENT_REF)),
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    private static Known known() {
        return known(Map.of());
    }

    private static Known known(Map<String, String> settled) {
        return new Known(
                Optional.of(contactLink(Sample.COMPANY_ID, settled)),
                Optional.of(companyLink(Sample.CLIENT_REF)),
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    private static Known movedFrom(long company, Optional<CompanyLink> now) {
        return new Known(
                Optional.of(contactLink(company, Map.of())), now, OptionalInt.empty(), OptionalInt.empty());
    }

    private static ContactLink contactLink(long company, Map<String, String> settled) {
        return new ContactLink(
                Sample.CONTACT_ID,
                Sample.CONTACT_REF,
                Sample.CLIENT_REF,
                company,
                Optional.empty(),
                settled,
                true);
    }

    private static CompanyLink companyLink(int clientRef) {
        return new CompanyLink(Sample.COMPANY_ID, clientRef, OptionalInt.empty(), Optional.empty(), Map.of());
    }
}
