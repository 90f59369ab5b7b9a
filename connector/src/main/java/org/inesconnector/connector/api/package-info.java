/** What others call over HTTP: Mautic, and programs that use the REST API. */
@NullMarked
package org.inesconnector.connector.api;

import org.jspecify.annotations.NullMarked;
