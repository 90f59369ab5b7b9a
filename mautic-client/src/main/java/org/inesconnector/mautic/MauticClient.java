package org.inesconnector.mautic;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Mautic's REST API. Safe for use by many threads at once. Every method may throw any {@link MauticException}.
 * Collections of any size may be given: they are cut into requests that Mautic takes.
 */
public interface MauticClient extends AutoCloseable {

    /** @throws IllegalArgumentException where the address is not one of http or https, or a credential is blank */
    static MauticClient create(MauticSettings settings) {
        return create(settings, CallWatch.NOBODY);
    }

    /** Likewise; {@code watch} sees every call but those that ask for the version. */
    static MauticClient create(MauticSettings settings, CallWatch watch) {
        return new RestMauticClient(new MauticHttp(settings, InstantSource.system(), watch));
    }

    /** The version of Mautic, such as {@code 7.0.0}, from the header of an answer. */
    String version();

    /** Empty where it does not exist. The answered id differs from {@code id} where that contact was merged away. */
    Optional<MauticContact> contact(long id);

    /** Those of the given contacts that exist under their own id. */
    List<MauticContact> contacts(Collection<Long> ids);

    /** The ids of those of the given contacts that exist under their own id and meet all filters. */
    Set<Long> idsAmong(Collection<Long> ids, List<ContactFilter> filters);

    /** The first {@code limit} contacts with an id greater than {@code afterId} that meet all filters, by id. */
    List<MauticContact> contactsAfter(long afterId, int limit, List<ContactFilter> filters);

    /**
     * How many contacts with an id greater than {@code afterId} meet all filters. One whose field is an empty text, which
     * only other programs put into Mautic's database, counts as not empty here.
     */
    long countContactsAfter(long afterId, List<ContactFilter> filters);

    /**
     * The contacts with a date of modification at or after a moment, by id. Adding a primary company, and taking one away,
     * move that date; points and do-not-contact never do, and edits through the API do not in 7.0.
     */
    List<ContactModified> contactsModifiedSince(Instant moment);

    /** The first {@code limit} contacts that have this e-mail address, by id. */
    default List<MauticContact> contactsWithEmail(String email, int limit) {
        return contactsAfter(0, limit, List.of(new ContactFilter.Equals("email", email)));
    }

    /** The first {@code limit} contacts that have exactly this tag, in any letter case, by id. */
    default List<MauticContact> contactsWithTag(String tag, int limit) {
        return contactsWithTagAfter(0, tag, limit);
    }

    /** Likewise, of those with an id greater than {@code afterId}. */
    List<MauticContact> contactsWithTagAfter(long afterId, String tag, int limit);

    /**
     * Writes only the given fields, by alias; an empty text empties a field. Where the contact was merged away, Mautic may
     * write into the winner. What Mautic 7.0 takes no notice of, without saying so: an emptied date, a number between -1
     * and 1 (also in a text field), a date that it cannot read, an alias that does not exist.
     */
    void writeFields(long contactId, Map<String, String> fields);

    /**
     * Writes a few fields of many contacts; an answer for each, in the order given. Where it throws, some may have been
     * written; writing them again does no harm.
     */
    List<FieldsWritten> writeFields(Map<Long, Map<String, String>> fieldsByContact);

    /** Contacts that do not exist (any more) are passed over, here and in {@link #addTags}. */
    void removeTags(Collection<Long> contactIds, Set<String> tags);

    void addTags(Collection<Long> contactIds, Set<String> tags);

    /** The primary company of each contact that has one, by the contact's id. */
    Map<Long, MauticCompany> primaryCompanies(Collection<Long> contactIds);

    /** Links to companies made at or after a moment. Removed links are not among them. */
    List<CompanyLink> companyLinksSince(Instant moment);

    /** Likewise, the oldest first: {@code limit} of them at most, without the first {@code start}; one call. */
    List<CompanyLink> companyLinksSince(Instant moment, int start, int limit);

    /** The primary company's id of each contact that has one, by the contact's id. */
    Map<Long, Long> primaryCompanyIds(Collection<Long> contactIds);

    /** Links of these companies with contacts, company by company: the first {@code limit} of them, in one call. */
    List<CompanyLink> companyLinksOf(Collection<Long> companyIds, int limit);

    /** All links of these companies with contacts. */
    List<CompanyLink> companyLinksOf(Collection<Long> companyIds);

    List<MauticCompany> companies(Collection<Long> ids);

    /** Those with this name, in any letter case and with any accents; not more than {@code limit}. */
    List<MauticCompany> companiesNamed(String name, int limit);

    List<MauticField> contactFields();

    List<MauticField> companyFields();

    /** The newest event of the contact's timeline; empty where there is none, or no such contact. */
    Optional<TimelineEvent> lastEvent(long contactId);

    /**
     * The first {@code limit} rows of the audit log with an id greater than {@code afterId}, by id.
     *
     * @throws MauticException.Forbidden where the API user is no administrator
     */
    List<AuditEntry> auditLog(long afterId, int limit);

    /**
     * The row of the audit log with the greatest id; empty where there is none.
     *
     * @throws MauticException.Forbidden where the API user is no administrator
     */
    Optional<AuditEntry> newestAuditEntry();

    /** The contacts that joined a segment at or after a moment and are still in it, by that moment. */
    List<SegmentMembership> segmentMembershipsSince(long segmentId, Instant moment);

    /** The submissions of a form at or after a moment, by that moment. */
    List<FormSubmission> formSubmissionsSince(long formId, Instant moment);

    List<Webhook> webhooks();

    Optional<Webhook> webhook(long id);

    Webhook createWebhook(String name, String url, String secret, Set<String> triggers);

    Webhook publishWebhook(long id);

    /** What an administrator sets up. It lives as long as this client. */
    MauticAdministration administration();

    @Override
    void close();
}
