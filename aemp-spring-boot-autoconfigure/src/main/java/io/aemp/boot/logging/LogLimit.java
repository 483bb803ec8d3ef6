package io.aemp.boot.logging;

import io.aemp.logcatcher.LogLevel;

/**
 * Which records of this application other nodes may receive at most, whatever they ask
 * for. Any thread.
 */
public final class LogLimit {

	private volatile LogLevel level = LogLevel.TRACE;

	/**
	 * Changes the limit.
	 * @param level the least urgent level that other nodes may receive
	 */
	public void change(LogLevel level) {
		this.level = level;
	}

	/** Whether other nodes may receive a record of a level. */
	boolean permits(LogLevel record) {
		return record.passes(this.level);
	}

}
