/** What the embedded database needs so that whatever is committed outlives the process. */
@NullMarked
package org.inesconnector.connector.database;

import org.jspecify.annotations.NullMarked;
