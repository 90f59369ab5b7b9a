@NullMarked
package org.inesconnector.connector.features;

import org.jspecify.annotations.NullMarked;
