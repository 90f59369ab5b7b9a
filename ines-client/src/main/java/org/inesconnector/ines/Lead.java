package org.inesconnector.ines;

/**
 * An event on a contact that a salesperson should look at (INES: lead, web lead, réclamation).
 *
 * @param channel the inbox it goes to: {@link SyncInfo#leadChannel()}
 * @param scoring Mautic's points
 */
public record Lead(
        int clientReference,
        int contactReference,
        String email,
        String shortDescription,
        String detail,
        int channel,
        int scoring) {}
