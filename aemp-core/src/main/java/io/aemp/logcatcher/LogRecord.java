package io.aemp.logcatcher;

import java.time.Instant;

/**
 * A record of a log.
 *
 * @param time when it was logged
 * @param logger the name of the logger; the package in Perl
 * @param level its level
 * @param text the text, maybe of several lines
 */
public record LogRecord(Instant time, String logger, LogLevel level, String text) {

}
