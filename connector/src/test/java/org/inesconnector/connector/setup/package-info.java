@NullMarked
package org.inesconnector.connector.setup;

import org.jspecify.annotations.NullMarked;
