package io.aemp.sample.log;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.aemp.Node;
import io.aemp.logcatcher.CaughtRecord;
import io.aemp.logcatcher.LogCatcher;
import io.aemp.logcatcher.LogLevel;
import jakarta.annotation.PreDestroy;
import org.springframework.stereotype.Component;

/** One catcher for all who look at the log of the network. */
@Component
public class LiveLog {

	private final List<Watch> watches = new CopyOnWriteArrayList<>();

	private final LogCatcher catcher;

	LiveLog(Node node) {
		this.catcher = LogCatcher.startWithOwn(node, LogLevel.OFF, this::caught);
	}

	/**
	 * Begins to look.
	 * @param viewer receives the records, on a thread of the node that must not wait
	 * @return what the viewer wants to see, at first nothing
	 */
	public Watch watch(Consumer<CaughtRecord> viewer) {
		Watch watch = new Watch(viewer);
		this.watches.add(watch);
		return watch;
	}

	private void caught(CaughtRecord caught) {
		for (Watch watch : this.watches) {
			if (caught.entry().level().passes(watch.level)) {
				watch.viewer.accept(caught);
			}
		}
	}

	/** The nodes send what the most curious viewer wants. */
	private synchronized void ask() {
		LogLevel wanted = this.watches.stream()
			.map((watch) -> watch.level)
			.max(Comparator.naturalOrder())
			.orElse(LogLevel.OFF);
		if (wanted != this.catcher.level()) {
			this.catcher.level(wanted);
		}
	}

	@PreDestroy
	void close() {
		this.catcher.close();
	}

	/** One who looks at the log. */
	public final class Watch {

		private final Consumer<CaughtRecord> viewer;

		private volatile LogLevel level = LogLevel.OFF;

		private Watch(Consumer<CaughtRecord> viewer) {
			this.viewer = viewer;
		}

		/**
		 * Changes which records arrive.
		 * @param level the least urgent level
		 */
		public void level(LogLevel level) {
			this.level = level;
			ask();
		}

		/** Ends it. */
		public void close() {
			LiveLog.this.watches.remove(this);
			ask();
		}

	}

}
