/** Secrets that the connector keeps: encrypted, in the database. */
@NullMarked
package org.inesconnector.connector.secrets;

import org.jspecify.annotations.NullMarked;
