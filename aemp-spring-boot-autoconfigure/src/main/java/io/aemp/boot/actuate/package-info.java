/**
 * Actuator endpoints and the health indicator. They read snapshots of the API only, and
 * show no secret.
 */
@NullMarked
package io.aemp.boot.actuate;

import org.jspecify.annotations.NullMarked;
