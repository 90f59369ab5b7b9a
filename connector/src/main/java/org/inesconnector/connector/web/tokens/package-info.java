/** The page of the API tokens. */
@NullMarked
package org.inesconnector.connector.web.tokens;

import org.jspecify.annotations.NullMarked;
