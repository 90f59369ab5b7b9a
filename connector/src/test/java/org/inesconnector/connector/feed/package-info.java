@NullMarked
package org.inesconnector.connector.feed;

import org.jspecify.annotations.NullMarked;
