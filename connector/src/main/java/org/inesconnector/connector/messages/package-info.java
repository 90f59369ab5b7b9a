/** What people read, in French and English. */
@NullMarked
package org.inesconnector.connector.messages;

import org.jspecify.annotations.NullMarked;
