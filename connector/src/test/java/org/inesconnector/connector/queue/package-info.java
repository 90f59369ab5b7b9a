@NullMarked
package org.inesconnector.connector.queue;

import org.jspecify.annotations.NullMarked;
