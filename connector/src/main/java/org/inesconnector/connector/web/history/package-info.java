/** The page of the settings' history, their export and import. */
@NullMarked
package org.inesconnector.connector.web.history;

import org.jspecify.annotations.NullMarked;
