@NullMarked
package org.inesconnector.connector.sync;

import org.jspecify.annotations.NullMarked;
