/** The commands of {@code ines-connector}. */
@NullMarked
package org.inesconnector.connector.cli;

import org.jspecify.annotations.NullMarked;
