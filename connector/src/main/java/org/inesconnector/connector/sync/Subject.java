package org.inesconnector.connector.sync;

import java.util.Optional;
import org.inesconnector.connector.links.LeadDraft;
import org.inesconnector.ines.XmlText;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;
import org.inesconnector.mautic.TimelineEvent;

/**
 * An eligible contact, with everything that Mautic says of it.
 *
 * @param request what asked for the push: one request writes one lead, however often it is tried
 */
record Subject(
        String request,
        Cause cause,
        MauticContact contact,
        MauticCompany company,
        Projection projection,
        Optional<TimelineEvent> lastEvent) {

    Subject withLastEvent(Optional<TimelineEvent> event) {
        return new Subject(request, cause, contact, company, projection, event);
    }

    /** As where nothing says that anything of Mautic's is newer than what INES has. */
    Subject withoutNews() {
        return cause == Cause.COMPARISON
                ? this
                : new Subject(request, Cause.LOOK, contact, company, projection, lastEvent);
    }

    LeadDraft draft(Plan.LeadText lead) {
        return new LeadDraft(
                request,
                XmlText.clean(contact.email().orElseThrow()).text(),
                lead.channel(),
                lead.shortDescription(),
                lead.detail(),
                lead.scoring());
    }
}
