package org.inesconnector.connector.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.InesValue;
import org.inesconnector.mautic.DoNotContact;
import org.inesconnector.mautic.DoNotContact.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutomationFieldsTest {

    private static final Known UNKNOWN = new Known(
            Optional.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
    private static final Known KNOWN = new Known(
            Optional.empty(), Optional.empty(), OptionalInt.of(Sample.CONTACT_REF), OptionalInt.of(Sample.CLIENT_REF));
    private static final Held HELD = new Held(
            Optional.of(Sample.inesContact()), Optional.of(Sample.inesClient()), List.of(), List.of());

    @ParameterizedTest
    @CsvSource({"1, false, 0", "0, true, 1", "1, true, 1"})
    void aNewContactsNpaiComesFromBouncesWhateverIsMappedToIt(String mapped, boolean bounces, String expected) {
        var plan = (Plan.CreateClientAndContact) plan(mapped, bounces, UNKNOWN, Held.NOTHING);
        assertThat(plan.contact().value(ContactField.N_PAI)).contains(InesValue.text(expected));
        assertThat(reasons(plan)).containsExactly("field.bounced-only");
    }

    @Test
    void aMappingOfNpaiChangesNothingOfAKnownContactAndThePlanSaysWhy() {
        var plan = plan("1", false, KNOWN, HELD);
        assertThat(plan).isInstanceOf(Plan.Nothing.class);
        assertThat(reasons(plan)).containsExactly("field.bounced-only");
    }

    @Test
    void aMappingOfNpaiHidesNoBounceOfAKnownContact() {
        var plan = (Plan.Update) plan("0", true, KNOWN, HELD);
        assertThat(plan.contactUpdate().orElseThrow().value(ContactField.N_PAI)).contains(InesValue.text("1"));
        assertThat(reasons(plan)).containsExactly("field.bounced-only");
    }

    private static Plan plan(String mapped, boolean bounces, Known known, Held held) {
        var mapping = Sample.mapping(
                Sample.field(Sample.contact(ContactField.LAST_NAME), "lastname", FieldRule.ALWAYS),
                Sample.field(AutomationFields.BOUNCED, "npai", FieldRule.ONLY_WHERE_EMPTY));
        var fields = new HashMap<>(Sample.mauticContact().fields());
        fields.put("npai", mapped);
        var contact = bounces
                ? Sample.mauticContact(fields, new DoNotContact("email", Reason.BOUNCED))
                : Sample.mauticContact(fields);
        var company = Sample.mauticCompany();
        var projection = Projection.of(contact, company, mapping, Sample.conversion());
        var subject = new Subject("request", Cause.SYNCHRONISATION, contact, company, projection, Optional.empty());
        return Sample.planner(Sample.schema()).plan(subject, known, held);
    }

    private static List<String> reasons(Plan plan) {
        return plan.details().fields().stream()
                .filter(decision -> decision.target().equals(AutomationFields.BOUNCED))
                .map(decision -> decision.why().key())
                .toList();
    }
}
