/**
 * Threads, timers, and who runs what: the work-stealing pool, threads that may block, the
 * serial executor of control state, and the tasks that threads of event loops take over.
 * The only room that makes threads, apart from {@code io.aemp.transport}, and that reads
 * the system's clock.
 * <p>
 * Uses {@code io.aemp} only, and can be used and tested alone.
 */
@NullMarked
package io.aemp.dispatch;

import org.jspecify.annotations.NullMarked;
