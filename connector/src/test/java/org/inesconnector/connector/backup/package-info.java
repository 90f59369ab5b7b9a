@NullMarked
package org.inesconnector.connector.backup;

import org.jspecify.annotations.NullMarked;
