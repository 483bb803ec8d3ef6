/**
 * Init functions for {@code spawn} with which a network can be tried out from elsewhere.
 */
@NullMarked
package io.aemp.sample.tryout;

import org.jspecify.annotations.NullMarked;
