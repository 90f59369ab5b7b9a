/** An INES CRM that behaves like the real one, over real SOAP, with faults on demand. */
@NullMarked
package org.inesconnector.simulator.ines;

import org.jspecify.annotations.NullMarked;
