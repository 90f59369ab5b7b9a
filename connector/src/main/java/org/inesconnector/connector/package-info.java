/** The application that makes Mautic and INES one product: data flows from Mautic through sync to INES. */
@NullMarked
package org.inesconnector.connector;

import org.jspecify.annotations.NullMarked;
