/** Back-up and restore of the embedded database. Neither starts the application, which would bring the database up to date. */
@NullMarked
package org.inesconnector.connector.backup;

import org.jspecify.annotations.NullMarked;
