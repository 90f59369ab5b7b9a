package org.inesconnector.mautic;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an administrator sets up in Mautic. Safe for use by many threads at once. Every method may throw any
 * {@link MauticException}: {@link MauticException.Forbidden} where the API user lacks the right.
 */
public interface MauticAdministration {

    /** @throws MauticException.Refused where the alias is in use */
    MauticField createContactField(NewContactField field);

    /** Likewise, for companies. */
    MauticField createCompanyField(NewContactField field);

    /** The names of all tags. */
    Set<String> tags();

    /** Where there is a tag of this name, nothing happens. */
    void createTag(String name);

    List<Automation> segments();

    List<Automation> campaigns();

    List<Automation> pointTriggers();

    /** Creates a segment without filters, unpublished. */
    Automation createSegment(String name, String description);

    /** Creates a campaign that adds a tag to whoever comes into a segment, unpublished. */
    Automation createTaggingCampaign(String name, String description, long segmentId, String tag);

    /** Creates a point trigger that adds a tag to whoever reaches the points, unpublished. */
    Automation createTaggingPointTrigger(String name, String description, int points, String tag);

    /** Changes only what is given; triggers that the webhook has beside the given ones may stay. */
    Webhook editWebhook(long id, String url, String secret, Set<String> triggers);

    /** The newest in Mautic's log, which it clears now and then. */
    Optional<WebhookDelivery> lastDelivery(long webhookId);

    /** The events that this Mautic offers to webhooks, such as {@code mautic.lead_post_save_update}. */
    Set<String> webhookTriggers();
}
