package org.inesconnector.connector.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;

class EligibilityPropertiesTest {

    @Property
    void aContactIsSentIfAndOnlyIfItHasAnAddressAndANamedCompanyAndIsNotStopped(
            @ForAll("text") Optional<String> email,
            @ForAll("text") Optional<String> companyName,
            @ForAll("flag") Optional<String> stop) {
        boolean wanted = hasText(email) && hasText(companyName) && stop.filter(Flags::isRaised).isEmpty();
        assertThat(reason(email, companyName, stop).isEmpty()).isEqualTo(wanted);
    }

    @Property
    void whoIsStoppedIsSkippedForThatReasonUnlessSomethingIsMissingAnyway(
            @ForAll("text") Optional<String> email, @ForAll("text") Optional<String> companyName) {
        var missing = hasText(email) ? SkipReason.NO_COMPANY : SkipReason.NO_EMAIL;
        boolean complete = hasText(email) && hasText(companyName);
        assertThat(reason(email, companyName, Optional.of("1"))).contains(complete ? SkipReason.STOP_SYNC : missing);
    }

    private static boolean hasText(Optional<String> text) {
        return text.filter(value -> !value.isBlank()).isPresent();
    }

    private static Optional<SkipReason> reason(
            Optional<String> email, Optional<String> companyName, Optional<String> stop) {
        var fields = new HashMap<String, String>();
        email.ifPresent(value -> fields.put("email", value));
        stop.ifPresent(value -> fields.put("stop", value));
        MauticContact contact = Sample.mauticContact(fields);
        var company = companyName.map(name -> new MauticCompany(Sample.COMPANY_ID, Map.of("companyname", name)));
        return Eligibility.reasonToSkip(contact, company, Sample.MAPPING);
    }

    @Provide
    Arbitrary<Optional<String>> text() {
        return Arbitraries.of("", " ", "ada@acme.example", "Acme").optional();
    }

    @Provide
    Arbitrary<Optional<String>> flag() {
        return Arbitraries.of("", "0", "1", "non", "oui", "false", "true", "?").optional();
    }
}
