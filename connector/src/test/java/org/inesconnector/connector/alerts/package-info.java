@NullMarked
package org.inesconnector.connector.alerts;

import org.jspecify.annotations.NullMarked;
