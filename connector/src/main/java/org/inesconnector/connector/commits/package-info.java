/** Writes of several threads in one transaction. */
@NullMarked
package org.inesconnector.connector.commits;

import org.jspecify.annotations.NullMarked;
