package org.inesconnector.connector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.FieldMapping;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.connector.mapping.InesTarget;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.connector.mapping.MauticSource;
import org.inesconnector.connector.mapping.MauticSource.Side;
import org.inesconnector.mautic.AuditEntry;
import org.inesconnector.mautic.AuditEntry.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelevanceTest {

    private static final long ID = 7;

    private final Relevance relevance = relevance(
            field(1, Side.CONTACT, "city"),
            field(2, Side.CONTACT, "id_contact_ines"),
            new FieldMapping(
                    new InesTarget.Custom(Concept.CONTACT, 3), new MauticSource(Side.CONTACT, "title"),
                    FieldRule.NEVER),
            field(4, Side.COMPANY, "companycity"));

    private static FieldMapping field(int inesId, Side side, String alias) {
        return new FieldMapping(
                new InesTarget.Custom(Concept.CONTACT, inesId), new MauticSource(side, alias), FieldRule.ALWAYS);
    }

    private static Relevance relevance(FieldMapping... fields) {
        return new Relevance(
                new Mapping("id_contact_ines", "id_client_ines", Optional.of("stop_sync_ines"), List.of(fields)));
    }

    private static AuditEntry entry(String object, String action, boolean readable, String... changed) {
        var changes = Stream.of(changed).map(field -> new Change(field, "", "x")).toList();
        return new AuditEntry(
                1, "lead", object, ID, action, "Ada", Instant.EPOCH, changes, OptionalLong.empty(), readable);
    }

    private Meaning update(String... changed) {
        return relevance.of(entry("lead", "update", true, changed));
    }

    private static Meaning changed() {
        return new Meaning.Changed(ID);
    }

    private static Meaning nothing() {
        return new Meaning.Nothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"city", "email", "company", "stop_sync_ines"})
    void aMappedFieldTheEmailTheCompanyAndTheStopFlagMatter(String field) {
        assertThat(update(field)).isEqualTo(changed());
        assertThat(update("mobile", field)).isEqualTo(changed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mobile", "points", "tags", "title", "companycity"})
    void whatIsNotMappedOrNeverWrittenDoesNotMatter(String field) {
        assertThat(update(field)).isEqualTo(nothing());
    }

    @Test
    void ourReferencesDoNotMatterEvenWhereTheyAreMapped() {
        assertThat(update("id_contact_ines", "id_client_ines")).isEqualTo(nothing());
        assertThat(update("id_contact_ines", "city")).isEqualTo(changed());
    }

    @Test
    void pointsMatterWhereTheyAreMapped() {
        assertThat(relevance(field(1, Side.CONTACT, "points")).of(entry("lead", "update", true, "points")))
                .isEqualTo(changed());
    }

    @ParameterizedTest
    @CsvSource({"email:1,true", "sms:1|email:2,true", "sms:1,false", "'',true"})
    void doNotContactMattersByEmail(String reasons, boolean matters) {
        var entry = new AuditEntry(1, "lead", "lead", ID, "update", "Ada", Instant.EPOCH,
                List.of(new Change("dnc_channel_status", "", reasons)), OptionalLong.empty(), true);
        assertThat(relevance.of(entry)).isEqualTo(matters ? changed() : nothing());
    }

    @Test
    void aContactThatIsNewOrIdentifiedMatters() {
        assertThat(relevance.of(entry("lead", "create", true, "mobile"))).isEqualTo(changed());
        assertThat(relevance.of(entry("lead", "identified", true))).isEqualTo(changed());
    }

    @Test
    void anUpdateThatNamesNoFieldDoesNotMatterUnlessItCannotBeRead() {
        assertThat(update()).isEqualTo(nothing());
        assertThat(relevance.of(entry("lead", "update", false))).isEqualTo(changed());
    }

    @Test
    void aMergeWhoseWinnerCannotBeReadIsAskedAboutAsADeletion() {
        assertThat(relevance.of(entry("lead", "merge", false))).isEqualTo(new Meaning.Deleted(ID));
        assertThat(relevance.of(entry("lead", "delete", true))).isEqualTo(new Meaning.Deleted(ID));
    }

    @Test
    void aCompanyMattersByItsMappedFieldsItsNameAndItsEnd() {
        var companyChanged = new Meaning.CompanyChanged(ID);
        assertThat(relevance.of(entry("company", "update", true, "companycity"))).isEqualTo(companyChanged);
        assertThat(relevance.of(entry("company", "update", true, "companyname"))).isEqualTo(companyChanged);
        assertThat(relevance.of(entry("company", "update", false))).isEqualTo(companyChanged);
        assertThat(relevance.of(entry("company", "delete", true))).isEqualTo(companyChanged);
        assertThat(relevance.of(entry("company", "update", true, "companyphone"))).isEqualTo(nothing());
        assertThat(relevance.of(entry("company", "create", true, "companyname"))).isEqualTo(nothing());
    }

    @Test
    void noCompanyMattersWhereNoCompanyFieldIsMapped() {
        assertThat(relevance(field(1, Side.CONTACT, "city")).of(entry("company", "update", true, "companyname")))
                .isEqualTo(nothing());
    }

    @Test
    void otherObjectsDoNotMatter() {
        assertThat(relevance.of(entry("form", "update", true, "email"))).isEqualTo(nothing());
        assertThat(relevance.of(entry("segment", "delete", false))).isEqualTo(nothing());
    }
}
