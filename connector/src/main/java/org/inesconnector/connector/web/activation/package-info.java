/** The switch by which contacts leave, and what it would do. */
@NullMarked
package org.inesconnector.connector.web.activation;

import org.jspecify.annotations.NullMarked;
