@NullMarked
package org.inesconnector.connector.web;

import org.jspecify.annotations.NullMarked;
