@NullMarked
package org.inesconnector.connector.mapping;

import org.jspecify.annotations.NullMarked;
