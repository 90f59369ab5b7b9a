@NullMarked
package org.inesconnector.simulator.mautic;

import org.jspecify.annotations.NullMarked;
