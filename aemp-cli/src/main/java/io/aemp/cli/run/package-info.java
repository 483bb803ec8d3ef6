/**
 * Runs a node from a profile: a supervisor, and the process of the node that it starts
 * again and again.
 * <p>
 * Uses {@code io.aemp.cli.command}, {@code io.aemp.cli.profile} for the file, and the
 * core.
 */
@NullMarked
package io.aemp.cli.run;

import org.jspecify.annotations.NullMarked;
