package io.aemp.simulation.contract;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.aemp.simulation.Statistics;

/**
 * Tells stories that nobody has told, on all processors, until it is stopped. Options:
 * {@code --first=SEED}, {@code --stories=COUNT}, {@code --minutes=COUNT} and
 * {@code --threads=COUNT}. A story, as this prints it, instead of options is told once,
 * with a log. The exit status is 1 if there was a violation.
 */
final class FreshStories {

	private static final Duration REPORT = Duration.ofMinutes(1);

	/** How long a story may take in the end, in milliseconds. */
	private static final long LAST_STORY = 20_000;

	/** Leaves room for as many stories as anybody may tell. */
	private static final long SEEDS = 1L << 52;

	private final Map<String, Long> kinds = new TreeMap<>();

	private final Statistics statistics = new Statistics();

	private final Tally tally = new Tally();

	private final AtomicBoolean over = new AtomicBoolean();

	private final AtomicLong next;

	private final long first;

	private final long end;

	private final int threads;

	private final long begin = System.nanoTime();

	private final List<Thread> tellers = new CopyOnWriteArrayList<>();

	private long told;

	private FreshStories(Map<String, Long> options) {
		this.first = options.computeIfAbsent("first", (name) -> new SecureRandom().nextLong(SEEDS));
		this.end = this.first + options.getOrDefault("stories", SEEDS);
		this.threads = options.getOrDefault("threads", (long) Runtime.getRuntime().availableProcessors()).intValue();
		this.next = new AtomicLong(this.first);
	}

	public static void main(String[] arguments) throws InterruptedException {
		if (arguments.length > 0 && !arguments[0].startsWith("--")) {
			tellOnce(Script.parse(List.of(arguments)));
			return;
		}
		Map<String, Long> options = new TreeMap<>();
		for (String argument : arguments) {
			String[] parts = argument.split("=");
			options.put(parts[0].substring(2), Long.parseLong(parts[1]));
		}
		FreshStories stories = new FreshStories(options);
		Runtime.getRuntime().addShutdownHook(new Thread(stories::stopped));
		stories.tell(Duration.ofMinutes(options.getOrDefault("minutes", 1_000_000L)));
	}

	private static void tellOnce(Script script) {
		Story story = new Story(script);
		story.simulation().journal().follow(System.out::println);
		try {
			story.tell();
		}
		catch (Story.Told ex) {
			System.out.println(ex.getMessage() + "\nKind: " + ex.kind());
			System.exit(1);
		}
	}

	private void tell(Duration patience) throws InterruptedException {
		for (int i = 0; i < this.threads; i++) {
			Thread teller = new Thread(this::tellSome, "teller-" + i);
			this.tellers.add(teller);
			teller.start();
		}
		long last = this.begin;
		for (Thread teller : this.tellers) {
			while (teller.isAlive()) {
				teller.join(1000);
				long now = System.nanoTime();
				if (now - last > REPORT.toNanos()) {
					last = now;
					System.out.println(summary());
				}
				if (now - this.begin > patience.toNanos()) {
					this.over.set(true);
				}
			}
		}
		System.exit(0);
	}

	private void tellSome() {
		while (!this.over.get()) {
			long seed = this.next.getAndIncrement();
			if (seed >= this.end) {
				return;
			}
			Story story = new Story(Script.of(seed));
			try {
				story.tell();
			}
			catch (Story.Told ex) {
				violation(ex);
			}
			told(story);
		}
	}

	private synchronized void told(Story story) {
		this.told++;
		this.statistics.add(story.statistics());
		this.tally.add(story.oracle().tally());
	}

	private void violation(Story.Told told) {
		boolean isNew;
		synchronized (this) {
			isNew = this.kinds.merge(told.kind(), 1L, Long::sum) == 1;
		}
		if (isNew) {
			Story.Told shortest = new Shortening(told, this.over::get).shortest();
			System.out.println("\nNew kind of violation: " + told.kind() + "\nFound in story " + told.script() + "\n"
					+ shortest.getMessage() + "\nTell it again by: " + shortest.script() + "\n");
		}
	}

	private synchronized String summary() {
		double seconds = (System.nanoTime() - this.begin) / 1e9;
		StringBuilder text = new StringBuilder("Seeds " + this.first + " to " + (this.first + this.told - 1) + ", "
				+ (long) (this.told / seconds) + " a second, "
				+ this.kinds.values().stream().mapToLong(Long::longValue).sum() + " violations");
		this.kinds.forEach((kind, count) -> text.append("\n  ").append(count).append(" times: ").append(kind));
		return text.toString();
	}

	/** Also by Ctrl-C: the stories at hand are told to their ends. */
	private void stopped() {
		this.over.set(true);
		for (Thread teller : this.tellers) {
			try {
				teller.join(LAST_STORY);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		synchronized (this) {
			System.out.println(summary() + "\n" + this.statistics + "; " + this.tally);
			System.out.flush();
			if (!this.kinds.isEmpty()) {
				Runtime.getRuntime().halt(1);
			}
		}
	}

}
