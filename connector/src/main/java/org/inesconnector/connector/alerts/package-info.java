/** Tells people, by e-mail and by webhook, what keeps the connector from doing its work, once, and when that is over. */
@NullMarked
package org.inesconnector.connector.alerts;

import org.jspecify.annotations.NullMarked;
