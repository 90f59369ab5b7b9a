@NullMarked
package org.inesconnector.demo;

import org.jspecify.annotations.NullMarked;
