@NullMarked
package org.inesconnector.faults;

import org.jspecify.annotations.NullMarked;
