package org.inesconnector.connector.sync;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;
import org.inesconnector.mautic.TimelineEvent;

/**
 * A lead as a salesperson would read it, about somebody made up.
 *
 * @param title INES: DescriptionCourte
 * @param text INES: ReclaDescDetail
 */
public record LeadExample(String title, String text) {

    private static final MauticCompany COMPANY = new MauticCompany(1, Map.of("companyname", "Ateliers Dupont"));

    private static final MauticContact CONTACT = new MauticContact(1, 60,
            Map.of("firstname", "Zoé", "lastname", "Lefèvre", "email", "zoe@dupont.example"), List.of(), List.of());

    /** @param now when the last event happened */
    public static LeadExample in(Locale language, ZoneId zone, Instant now) {
        var messages = Messages.in(language);
        var event = new TimelineEvent(
                "form.submitted", messages.text("lead.example.type"), messages.text("lead.example.label"), now);
        var text = new LeadWording(messages, zone).of(1, CONTACT, COMPANY, Optional.of(event));
        return new LeadExample(text.shortDescription(), text.detail());
    }
}
