@NullMarked
package org.inesconnector.connector.messages;

import org.jspecify.annotations.NullMarked;
