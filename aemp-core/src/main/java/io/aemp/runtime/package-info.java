/**
 * Creates nodes: {@link Nodes} turns a configuration into a running node. This package
 * connects the other packages and may use all of them. No other package uses this one.
 * <p>
 * An {@link Environment} supplies threads, clocks, randomness and the transport. This
 * package contains the real environment; a simulation supplies another.
 */
@NullMarked
package io.aemp.runtime;

import org.jspecify.annotations.NullMarked;
