/**
 * The inner pieces, one by one, by JMH: what makes the difference if whole processes have
 * become slower. They are reached by what their rooms offer to others, in one thread
 * where that is possible. Nothing here says how long anything may take.
 */
@NullMarked
package io.aemp.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
