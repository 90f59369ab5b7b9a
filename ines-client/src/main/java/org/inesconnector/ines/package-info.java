/** The INES CRM web services in the domain's own words: sign in, read, write. Nothing generated leaks out of here. */
@NullMarked
package org.inesconnector.ines;

import org.jspecify.annotations.NullMarked;
