package org.inesconnector.simulator.mautic;

/** What becomes of the webhooks on their way. */
public enum WebhookDelivery {
    /** Each once, in the order in which things happened. */
    IN_ORDER,
    /** None arrives. */
    DROPPED,
    /** Each arrives twice. */
    DUPLICATED,
    /** Of two neighbours the later comes first. */
    REORDERED,
    /** None leaves until the way changes; then all do. */
    HELD
}
