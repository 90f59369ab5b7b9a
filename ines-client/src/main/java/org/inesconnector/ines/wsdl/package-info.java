/** What the classes generated from the contracts need. The generated packages below are for this module and simulators. */
@NullMarked
package org.inesconnector.ines.wsdl;

import org.jspecify.annotations.NullMarked;
