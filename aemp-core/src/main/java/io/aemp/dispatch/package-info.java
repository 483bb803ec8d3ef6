/**
 * Threads and timers: the work-stealing pool, threads that may block, the serial executor
 * of control state, and the tasks that event loop threads run. Only this package and
 * {@code io.aemp.transport} create threads. Only this package reads the system clock.
 * <p>
 * Uses {@code io.aemp} only, and can be used and tested alone.
 */
@NullMarked
package io.aemp.dispatch;

import org.jspecify.annotations.NullMarked;
