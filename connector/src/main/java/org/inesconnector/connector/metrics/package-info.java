/** What is told to whoever watches over the connector: numbers, and whether it is well. */
@NullMarked
package org.inesconnector.connector.metrics;

import org.jspecify.annotations.NullMarked;
