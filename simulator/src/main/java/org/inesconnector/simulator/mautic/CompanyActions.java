package org.inesconnector.simulator.mautic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inesconnector.simulator.mautic.Contact.CompanyLink;
import org.inesconnector.simulator.mautic.FieldGroups.Source;

/** What can be done to companies and to who belongs to them. */
final class CompanyActions {

    private final Mautic mautic;

    CompanyActions(Mautic mautic) {
        this.mautic = mautic;
    }

    /** A company with whether this made it. */
    record Found(Company company, boolean created) {

        Source source() {
            return created ? Source.FRESH : Source.STORED;
        }
    }

    Company create(Values given, Author by) {
        synchronized (mautic) {
            var changes = new Changes();
            var values = changed(Map.of(), given, changes);
            var company = new Company(mautic.companies.nextId(),
                    Publication.created(mautic.version, mautic.now(), by), Map.copyOf(values));
            mautic.companies.put(company);
            audit(company, "create", changes, by);
            mautic.events.companySaved(company, Source.FRESH);
            return company;
        }
    }

    Found findOrCreate(String name, Author by) {
        synchronized (mautic) {
            return mautic.companies.findByName(name).map(company -> new Found(company, false))
                    .orElseGet(() -> new Found(create(new Values(Map.of("companyname", name), null, List.of()), by),
                            true));
        }
    }

    Company edit(long id, Values given, Author by) {
        synchronized (mautic) {
            var before = mautic.company(id);
            var changes = new Changes();
            var values = changed(before.values(), given, changes);
            if (changes.isEmpty()) {
                mautic.events.companySaved(before, Source.STORED);
                return before;
            }
            var after = mautic.companies.put(before.withValues(values)
                    .with(before.publication().edited(mautic.version, mautic.now(), by)));
            audit(after, "update", changes, by);
            mautic.events.companySaved(after, Source.STORED);
            if (!after.name().equals(before.name())) {
                renamed(after);
            }
            return after;
        }
    }

    void delete(long id, Author by) {
        synchronized (mautic) {
            var company = mautic.company(id);
            members(id).forEach(contact -> mautic.contacts.put(mautic.version.is7()
                    ? withoutDeleted(contact, id)
                    : contact.withLinks(without(contact, id))));
            mautic.companies.remove(id);
            mautic.audit.add(by, Fields.COMPANY, id, "delete", List.of("name", company.name()), mautic.now());
            mautic.events.companyDeleted(company);
        }
    }

    /** In silence, and without another primary one. 5.1 leaves contacts the company's name, too. */
    private static Contact withoutDeleted(Contact contact, long companyId) {
        var without = contact.withLinks(without(contact, companyId));
        return isPrimary(contact, companyId) ? named(without, "") : without;
    }

    /** The company becomes the contact's primary one; the audit log says nothing of it. */
    void addContact(long companyId, long contactId, Author by) {
        synchronized (mautic) {
            var company = mautic.company(companyId);
            var before = mautic.contact(contactId);
            if (isPrimary(before, companyId)) {
                return;
            }
            var after = mautic.contacts.put(named(linked(before, company), company.name())
                    .with(before.publication().touched(mautic.now(), by)));
            tellChange(true, after, company);
        }
    }

    void removeContact(long companyId, long contactId, Author by) {
        synchronized (mautic) {
            var company = mautic.company(companyId);
            var before = mautic.contact(contactId);
            var after = before.withLinks(without(before, companyId));
            if (after.links().size() == before.links().size()) {
                return;
            }
            mautic.contacts.put(isPrimary(before, companyId)
                    ? withAnotherPrimary(after.with(before.publication().touched(mautic.now(), by)))
                    : after);
            tellChange(false, mautic.contact(contactId), company);
        }
    }

    /** A company that is left becomes the primary one: the one with the lowest id. */
    private Contact withAnotherPrimary(Contact contact) {
        return contact.links().stream().map(CompanyLink::companyId).min(Comparator.naturalOrder())
                .map(mautic::company).map(company -> named(linked(contact, company), company.name()))
                .orElseGet(() -> named(contact, ""));
    }

    /** The contact with this company added as its primary one. */
    Contact linked(Contact contact, Company company) {
        var links = new ArrayList<CompanyLink>();
        for (var link : contact.links()) {
            if (link.companyId() != company.id()) {
                links.add(new CompanyLink(link.companyId(), link.since(), false));
            }
        }
        var since = contact.links().stream().filter(link -> link.companyId() == company.id())
                .map(CompanyLink::since).findFirst().orElseGet(mautic::now);
        links.add(new CompanyLink(company.id(), since, true));
        return contact.withLinks(links);
    }

    private void tellChange(boolean added, Contact contact, Company company) {
        mautic.events.companyChanged(added, contact, contact, Source.STORED, company, Source.STORED);
    }

    /** In silence, and, up to Mautic 7.0, into the first of its contacts only. */
    private void renamed(Company company) {
        members(company.id()).stream()
                .filter(contact -> isPrimary(contact, company.id()))
                .findFirst().ifPresent(contact -> mautic.contacts.put(named(contact, company.name())));
    }

    private List<Contact> members(long companyId) {
        return mautic.contacts.all().stream()
                .filter(contact -> contact.links().stream().anyMatch(link -> link.companyId() == companyId)).toList();
    }

    private static boolean isPrimary(Contact contact, long companyId) {
        return contact.primaryLink().filter(link -> link.companyId() == companyId).isPresent();
    }

    private static List<CompanyLink> without(Contact contact, long companyId) {
        return contact.links().stream().filter(link -> link.companyId() != companyId).toList();
    }

    private static Contact named(Contact contact, String companyName) {
        var values = new HashMap<>(contact.values());
        if (companyName.isEmpty()) {
            values.remove("company");
        } else {
            values.put("company", companyName);
        }
        return contact.withValues(values);
    }

    private Map<String, String> changed(Map<String, String> before, Values given, Changes changes) {
        return FieldChanges.apply(mautic.fields.of(Fields.COMPANY), before, given, changes, field -> {});
    }

    private void audit(Company company, String action, Changes changes, Author by) {
        mautic.audit.add(by, Fields.COMPANY, company.id(), action, new LinkedHashMap<>(changes.details()),
                mautic.now());
    }
}
