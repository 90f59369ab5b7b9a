/** Both simulated sides at once. */
@NullMarked
package org.inesconnector.simulator;

import org.jspecify.annotations.NullMarked;
