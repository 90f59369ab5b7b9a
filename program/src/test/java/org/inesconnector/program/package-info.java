@NullMarked
package org.inesconnector.program;

import org.jspecify.annotations.NullMarked;
