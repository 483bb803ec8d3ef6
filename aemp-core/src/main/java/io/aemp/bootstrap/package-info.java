/**
 * The composition root: builds a running node from a configuration. May use every other
 * room; nobody but the user uses this one. Threads and clocks are made here and nowhere
 * else.
 */
@NullMarked
package io.aemp.bootstrap;

import org.jspecify.annotations.NullMarked;
