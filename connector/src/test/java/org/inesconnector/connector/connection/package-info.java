@NullMarked
package org.inesconnector.connector.connection;

import org.jspecify.annotations.NullMarked;
