/** The preview: what a push of one contact would send. */
@NullMarked
package org.inesconnector.connector.web.preview;

import org.jspecify.annotations.NullMarked;
