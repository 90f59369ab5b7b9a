/** The administrator's pages: who may open them, their frame and their language. Each page has a package of its own. */
@NullMarked
package org.inesconnector.connector.web;

import org.jspecify.annotations.NullMarked;
