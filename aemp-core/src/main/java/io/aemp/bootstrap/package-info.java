/**
 * The composition root: builds a running node from a configuration. May use every other
 * room; nobody but the user uses this one. Threads and clocks are made here and nowhere
 * else, or come from another {@link io.aemp.bootstrap.Environment}.
 */
@NullMarked
package io.aemp.bootstrap;

import org.jspecify.annotations.NullMarked;
