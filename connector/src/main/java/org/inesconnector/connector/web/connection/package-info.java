/** What signs in where, tested before it is saved. */
@NullMarked
package org.inesconnector.connector.web.connection;

import org.jspecify.annotations.NullMarked;
