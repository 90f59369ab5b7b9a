@NullMarked
package org.inesconnector.connector.service;

import org.jspecify.annotations.NullMarked;
