package io.aemp.node;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;

import io.aemp.Guard;
import io.aemp.InvalidConfigurationException;
import io.aemp.SeedEntry;
import io.aemp.SeedSource;
import io.aemp.Values;
import io.aemp.dispatch.Timers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one seed source again and again, and keeps what it has found. The source may fail,
 * hang, or answer nonsense: it is asked on a thread that may block, one question at a
 * time, and what it has found before stays. Runs on the control executor.
 */
final class SeedSearch {

	/** With more addresses, all nodes use the same ones: the first in their order. */
	static final int MOST = 256;

	private static final Duration SHORTEST_DELAY = Duration.ofSeconds(1);

	private static final Duration SLOW = Duration.ofSeconds(10);

	private static final Logger logger = LoggerFactory.getLogger(SeedSearch.class);

	private final SeedSource source;

	private final SeedLookup lookup;

	private final Timers timers;

	private final Executor control;

	private final Duration interval;

	private final Predicate<String> inUse;

	private final Runnable changed;

	private Set<String> addresses = Set.of();

	private @Nullable Guard timer;

	private boolean asking;

	private boolean hurried;

	private boolean stopped;

	/** Whether the present problem was logged as a warning. */
	private boolean warned;

	/**
	 * Creates a search.
	 * @param source the source to ask
	 * @param lookup how names are looked up
	 * @param timers the source of time
	 * @param control the control executor
	 * @param interval how often to ask
	 * @param inUse whether a connection to an address is up; such an address stays, even
	 * if the source does not supply it any more
	 * @param changed runs when other addresses were found
	 */
	SeedSearch(SeedSource source, SeedLookup lookup, Timers timers, Executor control, Duration interval,
			Predicate<String> inUse, Runnable changed) {
		this.source = source;
		this.lookup = lookup;
		this.timers = timers;
		this.control = control;
		this.interval = interval;
		this.inUse = inUse;
		this.changed = changed;
	}

	/** Returns the addresses found last. */
	Set<String> addresses() {
		return this.addresses;
	}

	void start() {
		if (!this.asking && this.timer == null) {
			ask();
		}
	}

	/** A seed cannot be reached: perhaps the source knows better by now. */
	void hurry() {
		if (this.asking || this.stopped || this.hurried) {
			return;
		}
		this.hurried = true;
		schedule(SHORTEST_DELAY);
	}

	void stop() {
		this.stopped = true;
		cancel();
	}

	private void cancel() {
		if (this.timer != null) {
			this.timer.close();
			this.timer = null;
		}
	}

	private void schedule(Duration delay) {
		cancel();
		this.timer = this.timers.schedule(delay, () -> this.control.execute(this::ask));
	}

	private void ask() {
		cancel();
		if (this.stopped || this.asking) {
			return;
		}
		this.asking = true;
		this.hurried = false;
		Guard slow = this.timers.schedule(SLOW,
				() -> this.control.execute(() -> complain("has not answered for " + SLOW.toSeconds() + " seconds")));
		try {
			this.lookup.executor().execute(() -> {
				Answer answer = answer();
				slow.close();
				this.control.execute(() -> answered(answer));
			});
		}
		catch (RejectedExecutionException ex) {
			slow.close();
			stop();
		}
	}

	/** Asks the source; on a thread that may block. */
	private Answer answer() {
		Answer answer = new Answer();
		try {
			for (String seed : this.source.seeds()) {
				answer.add(seed, this.lookup);
			}
		}
		catch (Exception | LinkageError | StackOverflowError | AssertionError ex) {
			logger.debug("Seed source {} failed", this.source, ex);
			answer.fail((ex instanceof UnknownHostException) ? "knows no host: " + ex.getMessage() : "failed: " + ex);
		}
		return answer;
	}

	private void answered(Answer answer) {
		this.asking = false;
		if (this.stopped) {
			return;
		}
		if (answer.problem.isEmpty()) {
			this.warned = false;
		}
		else {
			complain(answer.problem);
		}
		Set<String> found = new LinkedHashSet<>(answer.addresses);
		this.addresses.stream().filter((address) -> !answer.complete || this.inUse.test(address)).forEach(found::add);
		schedule(this.interval);
		keep(found);
	}

	private void keep(Set<String> found) {
		Set<String> kept = new LinkedHashSet<>();
		((found.size() > MOST) ? new TreeSet<>(found) : found).stream().limit(MOST).forEach(kept::add);
		if (!kept.equals(this.addresses)) {
			logger.info("Seed source {} leads to {}{}", this.source, kept,
					(found.size() > MOST) ? ", and to more, which are not used" : "");
			this.addresses = kept;
			this.changed.run();
		}
	}

	private void complain(String problem) {
		if (this.warned || this.stopped) {
			logger.debug("Seed source {} {}", this.source, problem);
		}
		else {
			this.warned = true;
			logger.warn("Seed source {} {}. It is asked again; the seeds found before stay", this.source, problem);
		}
	}

	/** What a source has answered. */
	private static final class Answer {

		/** More than this is not read, for a source without end. */
		private static final int LONGEST = 100 * MOST;

		private final Set<String> addresses = new LinkedHashSet<>();

		private boolean complete = true;

		private String problem = "";

		private int elements;

		void add(@Nullable String seed, SeedLookup lookup) throws Exception {
			if (++this.elements > LONGEST) {
				throw new IllegalStateException("it supplies more than " + LONGEST + " seeds");
			}
			try {
				SeedEntry entry = SeedEntry.parse(String.valueOf(seed));
				if (entry.kind() == SeedEntry.Kind.ADDRESS) {
					this.addresses.add(entry.toString());
				}
				else {
					this.addresses.addAll(lookup.names().apply(entry).seeds());
				}
			}
			catch (InvalidConfigurationException ex) {
				this.problem = "supplies '" + Values.display(seed) + "', which is left out: " + ex.problem();
			}
			catch (UnknownHostException ex) {
				fail("supplies '" + Values.display(seed) + "', an unknown host");
			}
		}

		void fail(String problem) {
			this.complete = false;
			this.problem = problem;
		}

	}

}
