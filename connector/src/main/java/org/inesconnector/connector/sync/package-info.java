/** One contact, one decision: eligibility, projection, plan, INES calls, references back. */
@NullMarked
package org.inesconnector.connector.sync;

import org.jspecify.annotations.NullMarked;
