/**
 * The systems that are measured, one adapter each, configured as their own guides for
 * performance say.
 */
@NullMarked
package io.aemp.benchmarks.subject;

import org.jspecify.annotations.NullMarked;
