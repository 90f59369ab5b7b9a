/** Takes calls over HTTP for as long as the process runs, while the application behind is started anew. */
@NullMarked
package org.inesconnector.connector.front;

import org.jspecify.annotations.NullMarked;
