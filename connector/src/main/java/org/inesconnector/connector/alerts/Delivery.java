package org.inesconnector.connector.alerts;

/** One way of telling people. */
interface Delivery {

    Outcome send(Notice notice);
}
