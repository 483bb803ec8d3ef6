/**
 * Ports that tests ask for what has arrived.
 */
@NullMarked
package io.aemp.boot.test.probe;

import org.jspecify.annotations.NullMarked;
