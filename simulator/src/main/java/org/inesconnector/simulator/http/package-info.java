/** The servers that the simulated services run in. */
@NullMarked
package org.inesconnector.simulator.http;

import org.jspecify.annotations.NullMarked;
