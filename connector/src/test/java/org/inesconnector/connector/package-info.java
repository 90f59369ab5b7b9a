@NullMarked
package org.inesconnector.connector;

import org.jspecify.annotations.NullMarked;
