@NullMarked
package org.inesconnector.connector.secrets;

import org.jspecify.annotations.NullMarked;
