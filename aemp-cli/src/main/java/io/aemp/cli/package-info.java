/**
 * The command {@code aemp}: a chain of subcommands is parsed and run. The subcommands
 * themselves live in the packages below.
 */
@NullMarked
package io.aemp.cli;

import org.jspecify.annotations.NullMarked;
