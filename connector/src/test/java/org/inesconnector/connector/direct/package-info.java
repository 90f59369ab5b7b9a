@NullMarked
package org.inesconnector.connector.direct;

import org.jspecify.annotations.NullMarked;
