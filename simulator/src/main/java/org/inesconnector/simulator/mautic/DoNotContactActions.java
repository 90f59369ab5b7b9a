package org.inesconnector.simulator.mautic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Channels by which a contact does not want, or cannot be, contacted. */
final class DoNotContactActions {

    private final Mautic mautic;
    private final ContactActions contacts;
    private long lastId;

    DoNotContactActions(Mautic mautic, ContactActions contacts) {
        this.mautic = mautic;
        this.contacts = contacts;
    }

    void add(long contactId, String channel, int reason, String comments, Author by) {
        synchronized (mautic) {
            var before = mautic.contact(contactId);
            int old = reason(before, channel);
            if (old == reason) {
                return;
            }
            var entries = new ArrayList<>(before.doNotContact());
            entries.removeIf(entry -> entry.channel().equals(channel));
            entries.add(new Contact.DoNotContact(++lastId, channel, reason, comments, mautic.now()));
            var after = mautic.contacts.put(before.withDoNotContact(entries));
            tell(after, channel, old, reason, details("reason", reason, "comments", comments), by);
        }
    }

    /** @return whether there was anything to remove */
    boolean remove(long contactId, String channel, Author by) {
        synchronized (mautic) {
            var before = mautic.contact(contactId);
            int old = reason(before, channel);
            if (old == 0) {
                return false;
            }
            var after = mautic.contacts.put(before.withDoNotContact(before.doNotContact().stream()
                    .filter(entry -> !entry.channel().equals(channel)).toList()));
            tell(after, channel, old, 0, details("reason", 0, "old_reason", old), by);
            return true;
        }
    }

    private void tell(Contact contact, String channel, int before, int after, Map<String, Object> details,
            Author by) {
        contacts.audit(contact.id(), "update", Map.of("dnc_channel_status", Map.of(channel, details)), by);
        mautic.events.subscriptionChanged(contact, channel, before, after);
        mautic.events.updated(contact);
    }

    private static Map<String, Object> details(String first, Object one, String second, Object two) {
        var details = new LinkedHashMap<String, Object>();
        details.put(first, one);
        details.put(second, two);
        return details;
    }

    private static int reason(Contact contact, String channel) {
        return contact.doNotContact().stream().filter(entry -> entry.channel().equals(channel))
                .mapToInt(Contact.DoNotContact::reason).findFirst().orElse(0);
    }
}
