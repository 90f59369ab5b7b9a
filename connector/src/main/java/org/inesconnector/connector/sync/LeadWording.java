package org.inesconnector.connector.sync;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.ines.XmlText;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;
import org.inesconnector.mautic.TimelineEvent;
import org.springframework.web.util.HtmlUtils;

/** What a salesperson reads in a lead. */
final class LeadWording {

    /** Long enough to tell, short enough for a list. */
    private static final int SHORT_DESCRIPTION_LENGTH = 100;

    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]*>");

    private final Messages messages;
    private final ZoneId zone;

    LeadWording(Messages messages, ZoneId zone) {
        this.messages = messages;
        this.zone = zone;
    }

    Plan.LeadText of(
            int channel, MauticContact contact, MauticCompany company, Optional<TimelineEvent> lastEvent) {
        var what = lastEvent.map(LeadWording::name).orElseGet(() -> messages.text("lead.no-event"));
        var detail = messages.text(
                "lead.detail",
                name(contact),
                contact.email().orElse(""),
                HtmlUtils.htmlUnescape(company.name().orElse("")),
                contact.points(),
                lastEvent.map(event -> messages.text("lead.event", name(event), time(event)))
                        .orElseGet(() -> messages.text("lead.no-event")));
        return new Plan.LeadText(
                channel,
                shorten(XmlText.clean(messages.text("lead.short", what)).text()),
                XmlText.clean(detail).text(),
                contact.points());
    }

    private static String name(TimelineEvent event) {
        var type = plain(event.type());
        var label = plain(event.label());
        return label.isEmpty() || label.equals(type) ? type : type + " – " + label;
    }

    /** Mautic's texts are HTML: names with entities in them, and signs beside them. A page's title may spell a tag with those. */
    private static String plain(String html) {
        return withoutTags(HtmlUtils.htmlUnescape(withoutTags(html))).strip();
    }

    private static String withoutTags(String html) {
        return TAG.matcher(html).replaceAll("");
    }

    private String time(TimelineEvent event) {
        return DateTimeFormatter.ofPattern(messages.text("date-time.pattern"))
                .withZone(zone)
                .format(event.at());
    }

    private static String name(MauticContact contact) {
        var name = contact.field("firstname").orElse("") + " " + contact.field("lastname").orElse("");
        return name.isBlank() ? contact.email().orElse("") : HtmlUtils.htmlUnescape(name.strip());
    }

    private static String shorten(String text) {
        if (text.codePointCount(0, text.length()) <= SHORT_DESCRIPTION_LENGTH) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, SHORT_DESCRIPTION_LENGTH - 1)) + "…";
    }
}
