/** Who may open the administrator's pages. */
@NullMarked
package org.inesconnector.connector.users;

import org.jspecify.annotations.NullMarked;
