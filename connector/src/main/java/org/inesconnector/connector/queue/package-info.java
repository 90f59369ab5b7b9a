/** The durable queue and the journal: what is to be synchronised, what became of it, and the work on it. */
@NullMarked
package org.inesconnector.connector.queue;

import org.jspecify.annotations.NullMarked;
