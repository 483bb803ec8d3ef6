package io.aemp.sample.web;

import java.util.ArrayList;
import java.util.List;

/**
 * The records that wait for a page. It takes them in batches: a slow browser loses
 * records, and is told how many, but keeps nobody waiting. What writing a batch logs
 * itself arrives with the next batch, and not faster.
 */
final class LogLines {

	private static final int LIMIT = 500;

	private List<LogLine> waiting = new ArrayList<>();

	private long dropped;

	/** Any thread. */
	synchronized void add(LogLine line) {
		if (this.waiting.size() < LIMIT) {
			this.waiting.add(line);
		}
		else {
			this.dropped++;
		}
	}

	synchronized Batch take() {
		Batch batch = new Batch(this.waiting, this.dropped);
		this.waiting = new ArrayList<>();
		this.dropped = 0;
		return batch;
	}

	/**
	 * Some records.
	 *
	 * @param lines the records, as they came
	 * @param dropped how many more came after them, and are lost
	 */
	record Batch(List<LogLine> lines, long dropped) {

	}

}
