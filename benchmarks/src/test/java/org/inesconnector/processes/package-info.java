@NullMarked
package org.inesconnector.processes;

import org.jspecify.annotations.NullMarked;
