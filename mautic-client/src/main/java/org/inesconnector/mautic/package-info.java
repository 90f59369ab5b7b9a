/** Mautic's REST API and webhooks, with its irregular answers put straight. */
@NullMarked
package org.inesconnector.mautic;

import org.jspecify.annotations.NullMarked;
