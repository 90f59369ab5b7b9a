/** Where INES and Mautic do not have what a push would leave, and putting it right. */
@NullMarked
package org.inesconnector.connector.audit;

import org.jspecify.annotations.NullMarked;
