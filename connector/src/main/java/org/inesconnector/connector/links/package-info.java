/** What is linked with what: the durable memory that makes a contact and a company reach INES once. */
@NullMarked
package org.inesconnector.connector.links;

import org.jspecify.annotations.NullMarked;
