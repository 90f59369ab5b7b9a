@NullMarked
package org.inesconnector.connector.cli;

import org.jspecify.annotations.NullMarked;
