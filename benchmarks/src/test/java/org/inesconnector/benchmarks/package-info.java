@NullMarked
package org.inesconnector.benchmarks;

import org.jspecify.annotations.NullMarked;
