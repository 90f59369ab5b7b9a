@NullMarked
package org.inesconnector.connector.web.mapping;

import org.jspecify.annotations.NullMarked;
