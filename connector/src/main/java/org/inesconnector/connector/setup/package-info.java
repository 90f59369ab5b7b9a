/** What the connector needs in Mautic: seen, created, and watched. */
@NullMarked
package org.inesconnector.connector.setup;

import org.jspecify.annotations.NullMarked;
