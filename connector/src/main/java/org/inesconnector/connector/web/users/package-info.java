/** The page of those who may sign in, and the page of one's own account. */
@NullMarked
package org.inesconnector.connector.web.users;

import org.jspecify.annotations.NullMarked;
