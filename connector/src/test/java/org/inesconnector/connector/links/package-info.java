@NullMarked
package org.inesconnector.connector.links;

import org.jspecify.annotations.NullMarked;
