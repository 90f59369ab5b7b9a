/** The journal's pages: what was sent, what became of it, and why. */
@NullMarked
package org.inesconnector.connector.web.journal;

import org.jspecify.annotations.NullMarked;
