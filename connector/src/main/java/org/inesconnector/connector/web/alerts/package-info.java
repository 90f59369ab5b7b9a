/** Who is told of trouble. */
@NullMarked
package org.inesconnector.connector.web.alerts;

import org.jspecify.annotations.NullMarked;
