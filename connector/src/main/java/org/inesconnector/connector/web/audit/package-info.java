/** The page of audits: where INES does not have what it should. */
@NullMarked
package org.inesconnector.connector.web.audit;

import org.jspecify.annotations.NullMarked;
