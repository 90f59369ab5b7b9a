@NullMarked
package org.inesconnector.connector.web.journal;

import org.jspecify.annotations.NullMarked;
