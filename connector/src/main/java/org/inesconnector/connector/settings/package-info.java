/** Settings that are made on pages: kept in the database, with who changed what and when. */
@NullMarked
package org.inesconnector.connector.settings;

import org.jspecify.annotations.NullMarked;
