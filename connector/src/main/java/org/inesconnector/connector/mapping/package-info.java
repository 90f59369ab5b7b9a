/** Which Mautic field feeds which INES field, and under what rule. */
@NullMarked
package org.inesconnector.connector.mapping;

import org.jspecify.annotations.NullMarked;
