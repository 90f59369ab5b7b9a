@NullMarked
package org.inesconnector.connector.api;

import org.jspecify.annotations.NullMarked;
