/** The main job, shown on simulated parts. */
@NullMarked
package org.inesconnector.demo;

import org.jspecify.annotations.NullMarked;
