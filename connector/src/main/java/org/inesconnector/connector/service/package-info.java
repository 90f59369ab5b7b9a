/** The connector as a service: works on the queue all the time, and does the recurring work. */
@NullMarked
package org.inesconnector.connector.service;

import org.jspecify.annotations.NullMarked;
