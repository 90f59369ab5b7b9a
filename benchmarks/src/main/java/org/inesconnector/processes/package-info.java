/** The connector, its database and what is measured of them, as processes that a program starts and ends. */
@NullMarked
package org.inesconnector.processes;

import org.jspecify.annotations.NullMarked;
