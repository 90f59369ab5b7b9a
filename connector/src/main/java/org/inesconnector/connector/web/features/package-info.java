/** What is sent for whom, and how much at once. */
@NullMarked
package org.inesconnector.connector.web.features;

import org.jspecify.annotations.NullMarked;
