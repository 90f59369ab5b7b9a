/** The load program: the connector in processes of its own, between simulated sides, measured from outside. */
@NullMarked
package org.inesconnector.benchmarks;

import org.jspecify.annotations.NullMarked;
