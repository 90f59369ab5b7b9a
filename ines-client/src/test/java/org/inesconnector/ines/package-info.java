@org.jspecify.annotations.NullMarked
package org.inesconnector.ines;
