/** The home page: how both sides are, how far the queue is, what needs a person. */
@NullMarked
package org.inesconnector.connector.web.home;

import org.jspecify.annotations.NullMarked;
