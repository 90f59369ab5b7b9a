/** The credentials of both sides, and the clients made from them. */
@NullMarked
package org.inesconnector.connector.connection;

import org.jspecify.annotations.NullMarked;
