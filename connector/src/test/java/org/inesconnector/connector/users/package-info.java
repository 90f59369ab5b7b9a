@NullMarked
package org.inesconnector.connector.users;

import org.jspecify.annotations.NullMarked;
