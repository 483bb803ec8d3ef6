package io.aemp.boot.autoconfigure;

import io.aemp.logcatcher.LogLevel;
import org.jspecify.annotations.Nullable;

/**
 * The logs of other nodes.
 *
 * @param level Which records of the other nodes of the network this application logs
 * again. Without it, it asks nobody for a log.
 */
public record LogCatcherProperties(@Nullable LogLevel level) {

}
