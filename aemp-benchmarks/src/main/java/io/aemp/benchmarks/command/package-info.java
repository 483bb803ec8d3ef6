/** The commands: measures and tells. */
@NullMarked
package io.aemp.benchmarks.command;

import org.jspecify.annotations.NullMarked;
