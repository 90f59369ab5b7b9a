@NullMarked
package org.inesconnector.connector.web.home;

import org.jspecify.annotations.NullMarked;
