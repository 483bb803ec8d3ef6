package io.aemp.sample.web;

import java.time.Instant;
import java.util.Locale;

import io.aemp.logcatcher.CaughtRecord;

/**
 * A record of the log, as the page shows it.
 *
 * @param time when it was logged
 * @param node the ID of the node that logged it
 * @param level its level, in small letters
 * @param logger the name of the logger
 * @param text the text, maybe of several lines
 */
record LogLine(Instant time, String node, String level, String logger, String text) {

	/** Stack traces may be long, and a page shows many records. */
	private static final int MAX_TEXT = 4000;

	static LogLine of(CaughtRecord caught) {
		String text = caught.entry().text();
		return new LogLine(caught.entry().time(), caught.node(), caught.entry().level().name().toLowerCase(Locale.ROOT),
				caught.entry().logger(), (text.length() <= MAX_TEXT) ? text : text.substring(0, MAX_TEXT) + "...");
	}

}
