package org.inesconnector.simulator.mautic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inesconnector.simulator.mautic.CompanyActions.Found;
import org.inesconnector.simulator.mautic.FieldGroups.Source;

/** What can be done to a contact, with the audit rows and events that follow. */
final class ContactActions {

    private static final String PAGE = "https://www.example.com/";

    private final Mautic mautic;
    private final CompanyActions companies;
    private final PointTriggers triggers;

    ContactActions(Mautic mautic, CompanyActions companies) {
        this.mautic = mautic;
        this.companies = companies;
        this.triggers = new PointTriggers(mautic, this);
    }

    PointTriggers triggers() {
        return triggers;
    }

    Contact create(Values given, Manipulator by) {
        synchronized (mautic) {
            var company = company(given, by);
            var changes = new Changes();
            var contact = mautic.contacts.put(linked(draft(given, by, changes), company));
            audit(contact.id(), "create", changes.detailsBy(by), by.author());
            if (!contact.isAnonymous()) {
                audit(contact.id(), "identified", Map.of(), by.author());
                mautic.events.identified(contact, Source.FRESH);
            }
            tellCompany(contact, Source.FRESH, company);
            if (by.isForm()) {
                company.filter(Found::created).ifPresent(found -> savedAgain(found.company(), by));
            }
            return contact;
        }
    }

    private Contact draft(Values given, Manipulator by, Changes changes) {
        var now = mautic.now();
        var publication = Publication.created(mautic.version, now, by.author());
        var values = changed(0, Map.of(), given, changes);
        var contact = tagged(Contact.created(mautic.contacts.nextId(), publication, values), given, changes)
                .withPoints(given.points() == null ? 0 : given.points());
        if (given.identify()) {
            contact = contact.identifiedAt(now);
            changes.identified(now);
        }
        return by.isForm() ? contact.seenOnSite() : contact;
    }

    Contact edit(long id, Values given, Manipulator by) {
        synchronized (mautic) {
            var before = mautic.contact(id);
            var changes = new Changes();
            var points = newPoints(before, given, by, changes);
            var values = changed(before.points(), before.values(), given, changes);
            var after = tagged(before.withValues(values), given, changes).withPoints(points);
            if (changes.isEmpty()) {
                if (by.isForm()) {
                    mautic.events.updated(before);
                }
                return before;
            }
            if (before.isAnonymous() && given.identify()) {
                after = after.identifiedAt(mautic.now());
                changes.identified(mautic.now());
            }
            var company = companyOf(before, after, by);
            after = withoutEmptiedCompany(linked(after, company), given)
                    .with(before.publication().edited(mautic.version, mautic.now(),
                            by.author()));
            mautic.contacts.put(after);
            audit(id, "update", changes.detailsBy(by), by.author());
            tellEdit(before, after, by);
            tellCompany(after, Source.STORED, company);
            return mautic.contact(id);
        }
    }

    void delete(long id, Author by) {
        synchronized (mautic) {
            var contact = mautic.contact(id);
            mautic.contacts.remove(contact.id());
            audit(contact.id(), "delete", Map.of("name", contact.name()), by);
            mautic.events.deleted(contact);
        }
    }

    /** A page of the company's web site, whose visits give points. */
    void visit(long id, int points, String name) {
        synchronized (mautic) {
            long hit = mautic.tables.nextId("page_hits");
            mautic.tables.add("page_hits", Map.of("id", Long.toString(hit), "lead_id", Long.toString(id), "url",
                    PAGE, "date_hit", Json.sqlTime(mautic.now())));
            addPoints(id, points, name, "url.hit", "url", Manipulator.pageHit(PAGE, hit));
        }
    }

    /** @param type where the points came from, such as {@code API} or {@code url} */
    void addPoints(long id, int delta, String eventName, String actionName, String type, Manipulator by) {
        synchronized (mautic) {
            var before = mautic.contact(id);
            var after = mautic.contacts.put(before.withPoints(before.points() + delta));
            var changes = new Changes();
            changes.points(before.points(), after.points());
            audit(before.id(), "update", changes.detailsBy(by), by.author());
            new PointsGiven(eventName, actionName, type, delta, mautic.now()).record(before.id(), mautic);
            mautic.events.pointsChanged(before, after.points());
            triggers.fire(after, by, tagged -> mautic.events.updated(before.withTags(tagged.tags())));
            mautic.events.updated(before.withTags(mautic.contact(id).tags()));
        }
    }

    /** A form's submission is told of, whatever it changes. */
    void changeTags(long id, List<String> add, List<String> remove, Manipulator by) {
        synchronized (mautic) {
            var before = mautic.contact(id);
            var after = writeTags(before, add, remove, by);
            after.or(() -> by.isForm() ? Optional.of(before) : Optional.empty()).ifPresent(mautic.events::updated);
        }
    }

    /** Mautic shows the primary company's name as a field of the contact. */
    void setPrimaryCompany(long contactId, long companyId, Author by) {
        synchronized (mautic) {
            var before = mautic.contact(contactId);
            var company = mautic.company(companyId);
            var changes = new Changes();
            var given = new Values(Map.of("company", company.name()), null, List.of());
            var values = new HashMap<>(changed(before.points(), before.values(), given, changes));
            var after = mautic.contacts.put(companies.linked(before.withValues(values), company)
                    .with(before.publication().touched(mautic.now(), by)));
            if (!changes.isEmpty()) {
                audit(before.id(), "update", changes.details(), by);
                mautic.events.updated(after);
            }
        }
    }

    /** Tags written without an event of their own; empty where nothing changed. */
    Optional<Contact> writeTags(Contact before, List<String> add, List<String> remove, Manipulator by) {
        var changes = new Changes();
        var after = tagged(before, new Values(Map.of(), null, signed(add, remove)), changes);
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        audit(before.id(), "update", changes.detailsBy(by), by.author());
        return Optional.of(mautic.contacts.put(after));
    }

    void audit(long id, String action, Map<String, Object> details, Author by) {
        mautic.audit.add(by, Fields.LEAD, id, action, details, mautic.now());
    }

    private Map<String, String> changed(int points, Map<String, String> before, Values given, Changes changes) {
        return FieldChanges.apply(mautic.fields.of(Fields.LEAD), before, given, changes, field -> {
            if (field.is("points") && given.points() != null && given.points() != points) {
                changes.pointsField(points, given.points());
            }
        });
    }

    private static int newPoints(Contact before, Values given, Manipulator by, Changes changes) {
        if (given.points() != null) {
            return given.points();
        }
        if (by.rewritesPoints() && before.points() != 0) {
            changes.points(before.points(), (double) before.points());
        }
        return before.points();
    }

    private void tellEdit(Contact before, Contact after, Manipulator by) {
        if (before.isAnonymous() && !after.isAnonymous()) {
            audit(after.id(), "identified", Map.of(), by.author());
            mautic.events.identified(after, Source.STORED);
            return;
        }
        if (after.points() != before.points() || (by.rewritesPoints() && before.points() != 0)) {
            mautic.events.pointsChanged(after.withPoints(before.points()), after.points());
            triggers.fire(after, by, mautic.events::updated);
        }
        mautic.events.updated(mautic.contact(after.id()));
    }

    private static Contact withoutEmptiedCompany(Contact contact, Values given) {
        return "".equals(given.byAlias().get("company"))
                ? contact.withLinks(contact.links().stream().filter(link -> !link.primary()).toList())
                : contact;
    }

    private Optional<Found> company(Values given, Manipulator by) {
        return Optional.ofNullable(given.byAlias().get("company")).filter(name -> !name.isEmpty())
                .map(name -> companies.findOrCreate(name, by.author()));
    }

    private Optional<Found> companyOf(Contact before, Contact after, Manipulator by) {
        var name = after.values().getOrDefault("company", "");
        return name.isEmpty() || name.equals(before.values().get("company"))
                ? Optional.empty()
                : Optional.of(companies.findOrCreate(name, by.author()));
    }

    private Contact linked(Contact contact, Optional<Found> company) {
        return company.map(found -> companies.linked(contact, found.company())).orElse(contact);
    }

    private void tellCompany(Contact contact, Source source, Optional<Found> company) {
        company.ifPresent(found -> mautic.events.companyChanged(true, contact, contact, source, found.company(),
                found.source()));
    }

    private void savedAgain(Company company, Manipulator by) {
        var saved = mautic.companies.put(company.with(company.publication().savedAgain(by.author())));
        mautic.events.companySaved(saved, Source.STORED);
    }

    private static Contact tagged(Contact contact, Values given, Changes changes) {
        var tags = new LinkedHashSet<>(contact.tags());
        var added = given.tagsToAdd().stream().filter(tags::add).toList();
        var gone = given.tagsToRemove().stream().filter(tags::remove).toList();
        changes.tags(added, gone);
        return contact.withTags(tags.stream().sorted().toList());
    }

    private static List<String> signed(List<String> add, List<String> remove) {
        var tags = new ArrayList<>(add);
        remove.forEach(tag -> tags.add("-" + tag));
        return tags;
    }
}
