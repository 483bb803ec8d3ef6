/**
 * The subcommands that read and change the file of profiles, which Perl programs share.
 * <p>
 * Uses {@code io.aemp.cli.command}, and {@code io.aemp.profile} to read and check.
 */
@NullMarked
package io.aemp.cli.profile;

import org.jspecify.annotations.NullMarked;
