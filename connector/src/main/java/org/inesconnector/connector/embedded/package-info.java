/** The embedded database's file. */
@NullMarked
package org.inesconnector.connector.embedded;

import org.jspecify.annotations.NullMarked;
