/**
 * The composition root: builds a running node from a configuration. May use every other
 * room; nobody but the user uses this one.
 * <p>
 * Clocks and randomness are made here and nowhere else, and so are all threads but those
 * of the transport: the pool that runs ports, in which threads of event loops take part,
 * the thread of control state and timers, and threads that may wait. All of this may come
 * from another {@link io.aemp.runtime.Environment}.
 */
@NullMarked
package io.aemp.runtime;

import org.jspecify.annotations.NullMarked;
