@NullMarked
package org.inesconnector.connector.database;

import org.jspecify.annotations.NullMarked;
