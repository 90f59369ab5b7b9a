package org.inesconnector.mautic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.inesconnector.mautic.AuditEntry.Change;

/** What the recorded rows of the audit log say. */
final class RecordedAuditLog {

    private RecordedAuditLog() {}

    static void changes(MauticClient client, Recording recording) {
        List<AuditEntry> entries = client.auditLog(0, 100);
        assertThat(entries).hasSize(19).allMatch(AuditEntry::readable).extracting(AuditEntry::id).isSorted();
        assertThat(entries).filteredOn("action", "delete").allMatch(entry -> entry.changes().isEmpty()).isNotEmpty();
        assertThat(entries).filteredOn("action", "identified").allMatch(entry -> entry.changes().isEmpty())
                .isNotEmpty();
        if (recording.isOf("7.0.0")) {
            auditLogOf7(entries);
        } else {
            auditLogOf5(entries);
        }
    }

    private static void auditLogOf7(List<AuditEntry> entries) {
        assertThat(row(entries, 462)).returns("lead", AuditEntry::bundle).returns("lead", AuditEntry::object)
                .returns(3L, AuditEntry::objectId).returns("update", AuditEntry::action)
                .returns("Ada Admin", AuditEntry::user)
                .returns(Instant.parse("2026-11-23T12:50:43Z"), AuditEntry::at)
                .returns(List.of(new Change("city", "Lyon", "Paris")), AuditEntry::changes);
        assertThat(row(entries, 463).changes()).containsExactly(new Change("points", "1", "6"));
        assertThat(row(entries, 464).changes()).containsExactly(new Change("dnc_channel_status", "", "email:3"));
        assertThat(row(entries, 465)).returns("company", AuditEntry::object)
                .returns(List.of(new Change("companycity", "Annecy", "Lyon")), AuditEntry::changes);
        assertThat(row(entries, 469).changes()).containsExactly(new Change("id_contact_ines", "", "77"),
                new Change("id_client_ines", "", "88"));
        assertThat(row(entries, 452).changes()).contains(new Change("company", "", "Société 35"),
                new Change("points", "0", "95"), new Change("dateIdentified", "", "2026-11-23 12:50:20.952308"));
        assertThat(row(entries, 452).changes()).extracting(Change::field).doesNotHaveDuplicates()
                .doesNotContain("manipulated_by", "fields");
    }

    private static void auditLogOf5(List<AuditEntry> entries) {
        assertThat(row(entries, 6).changes()).contains(new Change("firstname", "", "Zoé"),
                new Change("tags", "", "salon"), new Change("points", "0", "5"));
        assertThat(row(entries, 8).changes()).containsExactly(
                new Change("position", "Acheteuse", "Directrice achats"),
                new Change("mobile", "", "+33 6 01 02 03 04"));
        assertThat(row(entries, 10).changes()).containsExactly(new Change("dnc_channel_status", "", "email:1"));
        assertThat(row(entries, 12).changes()).as("points 25 to 25.0 is no change").containsExactly(
                new Change("id_contact_ines", "1201", "77"), new Change("id_client_ines", "873", "88"));
    }

    static void merge(MauticClient client, Recording recording) {
        List<AuditEntry> entries = client.auditLog(483, 100);
        assertThat(entries).extracting(AuditEntry::action).containsExactly("update", "merge", "delete");
        assertThat(row(entries, 485)).returns(204L, AuditEntry::objectId);
        assertThat(row(entries, 485).mergedInto()).hasValue(203);
        assertThat(row(entries, 484).mergedInto()).isEmpty();
        assertThat(row(entries, 484).changes()).containsExactly(new Change("id_contact_ines", "501", "502"),
                new Change("id_client_ines", "601", "602"), new Change("lastname", "", "Merged"),
                new Change("company", "Merge SA", "Merge SARL"));
    }

    private static AuditEntry row(List<AuditEntry> entries, long id) {
        return entries.stream().filter(entry -> entry.id() == id).findFirst().orElseThrow();
    }
}
