/**
 * What all subcommands share: their description, their arguments, the streams and the
 * environment of the process, errors.
 * <p>
 * Uses the JDK, {@code io.aemp} and the JSON library.
 */
@NullMarked
package io.aemp.cli.command;

import org.jspecify.annotations.NullMarked;
