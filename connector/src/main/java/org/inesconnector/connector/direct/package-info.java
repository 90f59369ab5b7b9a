/** Who asks for a contact at once: the tag, the rules, and pushes by address. */
@NullMarked
package org.inesconnector.connector.direct;

import org.jspecify.annotations.NullMarked;
