/**
 * The subcommands that talk to running nodes. Each joins the network as a node without
 * listeners, for as long as it runs.
 * <p>
 * Uses {@code io.aemp.cli.command}, {@code io.aemp.cli.profile} for the file, and the
 * core.
 */
@NullMarked
package io.aemp.cli.network;

import org.jspecify.annotations.NullMarked;
