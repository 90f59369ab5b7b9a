@NullMarked
package org.inesconnector.connector.settings;

import org.jspecify.annotations.NullMarked;
