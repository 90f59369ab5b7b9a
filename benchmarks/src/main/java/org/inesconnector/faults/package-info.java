/** The fault harness: the whole system under every fault there is, and what must be true of it at the end. */
@NullMarked
package org.inesconnector.faults;

import org.jspecify.annotations.NullMarked;
