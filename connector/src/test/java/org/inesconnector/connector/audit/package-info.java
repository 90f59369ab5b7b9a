@NullMarked
package org.inesconnector.connector.audit;

import org.jspecify.annotations.NullMarked;
