/** A Mautic that answers as a real 5.1.0 or 7.0.0 does, over HTTP, with everything in memory. */
@NullMarked
package org.inesconnector.simulator.mautic;

import org.jspecify.annotations.NullMarked;
