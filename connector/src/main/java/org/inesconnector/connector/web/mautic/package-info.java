/** The page of what the connector needs in Mautic. */
@NullMarked
package org.inesconnector.connector.web.mautic;

import org.jspecify.annotations.NullMarked;
