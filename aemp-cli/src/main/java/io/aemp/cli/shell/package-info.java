/**
 * The shell: commands by hand, against the nodes of a network.
 * <p>
 * Uses {@code io.aemp.cli.network} for requests, {@code io.aemp.cli.command},
 * {@code io.aemp.cli.profile} for the file, and JLine.
 */
@NullMarked
package io.aemp.cli.shell;

import org.jspecify.annotations.NullMarked;
