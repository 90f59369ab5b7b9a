/** Which Mautic field feeds which INES field. */
@NullMarked
package org.inesconnector.connector.web.mapping;

import org.jspecify.annotations.NullMarked;
