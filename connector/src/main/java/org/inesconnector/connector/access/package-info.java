/** Who may call the connector: tokens for its REST API, and for the addresses that Mautic posts to. */
@NullMarked
package org.inesconnector.connector.access;

import org.jspecify.annotations.NullMarked;
