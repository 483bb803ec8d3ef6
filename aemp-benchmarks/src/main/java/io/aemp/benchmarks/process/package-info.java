/**
 * Whole-process benchmarks: the driver, which is the same for every system, and the few
 * interfaces by which a system is adapted to it. The driver counts, keeps the time,
 * limits what is on its way, warms up, and checks that nothing got lost or out of order.
 * An adapter only moves messages, in the idiom of its system.
 */
@NullMarked
package io.aemp.benchmarks.process;

import org.jspecify.annotations.NullMarked;
