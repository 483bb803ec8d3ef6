/**
 * The log of other nodes: a {@link io.aemp.logcatcher.LogSource} sends what this process
 * logs to the nodes that ask for it, and a {@link io.aemp.logcatcher.LogCatcher} asks all
 * nodes of the network (AEMP manual: {@code AnyEvent::MP::LogCatcher}). Nodes in Perl
 * take part on both sides.
 * <p>
 * Uses the API of aemp only, as a user would. What hands records of a logging library to
 * a source lives elsewhere.
 */
@NullMarked
package io.aemp.logcatcher;

import org.jspecify.annotations.NullMarked;
