/** What the connector does for whom, as an administrator chooses it. */
@NullMarked
package org.inesconnector.connector.features;

import org.jspecify.annotations.NullMarked;
