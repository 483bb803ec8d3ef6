/**
 * Actuator endpoints and the health indicator. They read snapshots of the API, show no
 * secret, and change the node only if that is switched on.
 */
@NullMarked
package io.aemp.boot.actuate;

import org.jspecify.annotations.NullMarked;
