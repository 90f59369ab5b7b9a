/** The page of what only a person can answer. */
@NullMarked
package org.inesconnector.connector.web.questions;

import org.jspecify.annotations.NullMarked;
