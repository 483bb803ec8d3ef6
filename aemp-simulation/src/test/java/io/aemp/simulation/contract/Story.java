package io.aemp.simulation.contract;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import io.aemp.simulation.Journal;
import io.aemp.simulation.Simulation;
import io.aemp.simulation.Statistics;

/** The life of a network, all of which follows from its seed. */
final class Story {

	private static final int REPORTED = 60;

	/** Ports, contexts, hosts, and what is in brackets. */
	private static final Pattern NAMES = Pattern
		.compile("\\{[^}]*\\}|\\[[^\\]]*\\]|\\b[nsx][0-9]+[-m0-9]*(#[\\w.]+|![0-9]+)?\\b");

	/** What is left of these, and numbers. */
	private static final Pattern KIND = Pattern.compile("\\b[0-9]+(\\.[0-9]+)?\\b|\\(from.*|\\(not covered.*");

	/** How long all is quiet before it is looked at again. */
	private static final Duration QUIET = Duration.ofSeconds(6);

	private static final Duration LONG = Duration.ofSeconds(300);

	/** Large messages in small parts take their time, where each waits for an answer. */
	private static final Duration LONGEST = Duration.ofSeconds(1800);

	/** Time for TCP to notice by itself what is severed. */
	private static final Duration UNDETECTED = Duration.ofSeconds(180);

	private final Script script;

	private final Simulation simulation;

	private final Chance random;

	private final boolean calm;

	private final Oracle oracle;

	private final Plan plan;

	private final Cast cast;

	private final Deeds deeds;

	private final Entries entries;

	private final Troubles troubles;

	/** How many nodes there are in the beginning. */
	private final int nodes;

	/** How much of what happens is talk among ports, and how much is trouble. */
	private final int talk;

	private final int trouble;

	/** How many events there were time for. */
	private int told;

	Story(Script script) {
		this.script = script;
		this.simulation = Simulation.of(script.seed());
		this.random = new Chance(script.seed());
		this.calm = this.random.nextInt(4) == 0;
		int some = size();
		this.nodes = (script.nodes() > 0) ? script.nodes() : some;
		this.plan = new Plan(this.random, this.nodes, this.calm);
		this.oracle = new Oracle(this.simulation, this.calm, this.calm && !this.plan.isChoked());
		this.cast = new Cast(this.simulation, this.oracle, this.plan, this.random);
		this.deeds = new Deeds(this.oracle, this.cast, this.random, this.plan);
		this.entries = new Entries(this.oracle, this.cast, this.random);
		this.trouble = 2 + this.random.nextInt(this.calm ? 15 : 30);
		this.talk = (100 - this.trouble) * this.random.nextInt(2, 10) / 10;
		this.troubles = new Troubles(this.simulation, this.oracle, this.deeds, this.entries, this.cast, this.plan,
				this.random, this.calm);
	}

	/** Mostly a few nodes, as most problems need no more. */
	private int size() {
		int dice = this.random.nextInt(60);
		if (dice == 0) {
			return 8 + this.random.nextInt(8);
		}
		if (dice < 6) {
			return 5 + this.random.nextInt(3);
		}
		return (dice < 26) ? 2 : 3 + this.random.nextInt(2);
	}

	Simulation simulation() {
		return this.simulation;
	}

	Oracle oracle() {
		return this.oracle;
	}

	/** The same story without what it had no time for, and with a number of nodes. */
	Script script() {
		BitSet rest = new BitSet();
		rest.set(this.told, Math.max(this.told, this.script.length()));
		return this.script.withNodes(this.nodes).without(rest);
	}

	Statistics statistics() {
		return this.simulation.statistics();
	}

	/**
	 * Tells the story; the digest of all that has happened proves that it is the same.
	 */
	long tell() {
		try (Simulation simulation = this.simulation) {
			begin();
			for (int i = 0; i < this.script.length(); i++) {
				this.told = i + 1;
				turn(i);
				Duration pause = pause();
				if (this.script.has(i)) {
					event();
				}
				run(pause);
			}
			turn(-1);
			this.troubles.end();
			end(new Ending(simulation, this.oracle, this.cast));
			if (this.troubles.goOn()) {
				end(new Ending(simulation, this.oracle, this.cast));
			}
			return simulation.journal().digest();
		}
		catch (Throwable ex) {
			Violation first = this.oracle.violation();
			throw new Told((first != null) ? first : ex);
		}
	}

	/** From here on, nothing depends on what was drawn before. */
	private void turn(int part) {
		this.random.turn(part);
		this.simulation.chance(this.random.nextLong());
	}

	/**
	 * All must come true in time; when it has and stays so, there is nothing to wait for.
	 * Some stories wait all the same.
	 */
	private void end(Ending ending) {
		if (this.plan.isUndetected() && this.simulation.network().hasDeadConnections()) {
			run(UNDETECTED);
		}
		boolean patient = this.random.nextInt(50) == 0;
		Duration begin = this.simulation.time();
		Duration least = begin.plus(patient ? LONG : Duration.ZERO);
		Duration most = begin.plus(LONGEST);
		int held = 0;
		while (held < 2 && this.simulation.time().compareTo(most) < 0) {
			run(QUIET);
			held = (this.simulation.time().compareTo(least) > 0 && ending.holds()) ? held + 1 : 0;
		}
		if (held < 2) {
			// what held for a while may be over for a moment: a dead connection is found
			// late
			ending.check();
		}
	}

	private void begin() {
		this.plan.hosts().forEach((host) -> {
			this.cast.start(host);
			if (this.random.nextBoolean()) {
				run(Duration.ofMillis(this.random.nextInt(500)));
			}
		});
		if (this.calm) {
			run(Duration.ofSeconds(60));
		}
	}

	private void event() {
		int dice = this.random.nextInt(100);
		if (this.cast.running().isEmpty()) {
			this.troubles.end();
		}
		if (dice < this.talk) {
			this.deeds.something();
		}
		else if (dice < 100 - this.trouble) {
			this.entries.something();
		}
		else {
			this.troubles.something();
		}
	}

	private Duration pause() {
		return switch (this.random.nextInt(40)) {
			case 0 -> Duration.ofMillis(this.random.nextInt(10_000));
			case 1, 2, 3, 4 -> Duration.ofMillis(this.random.nextInt(300));
			case 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 -> Duration.ofNanos(this.random.nextInt(5_000_000));
			default -> Duration.ofNanos(this.random.nextInt(100_000));
		};
	}

	private void run(Duration duration) {
		this.simulation.run(duration);
		this.oracle.check();
		this.cast.running().forEach(Leftovers::checkMailboxes);
	}

	private String report(Throwable failure) {
		StringBuilder report = new StringBuilder("Story ").append(script())
			.append(this.calm ? ", calm" : "")
			.append(", at ")
			.append(this.simulation.time())
			.append(": ")
			.append(failure.getMessage())
			.append("\nPlan: ")
			.append(this.plan);
		List<Journal.Entry> entries = (failure instanceof Violation violation && !violation.subjects.isEmpty())
				? this.simulation.journal().entriesAbout(violation.subjects) : this.simulation.journal().entries();
		entries.subList(Math.max(0, entries.size() - REPORTED), entries.size())
			.forEach((entry) -> report.append('\n').append(entry));
		return report.toString();
	}

	/** How a story ended that should not have ended so; says all that is known. */
	final class Told extends AssertionError {

		private static final long serialVersionUID = 1L;

		Told(Throwable failure) {
			super(report(failure), failure);
		}

		/** How to tell it again. */
		Script script() {
			return Story.this.script();
		}

		/** What is wrong, whoever it concerns. */
		String kind() {
			return kindOf(Objects.requireNonNull(getCause()));
		}

		private static String kindOf(Throwable failure) {
			Throwable cause = failure;
			while (!(cause instanceof Violation) && cause.getCause() != null) {
				cause = cause.getCause();
			}
			String text = (cause instanceof Violation) ? String.valueOf(cause.getMessage()) : cause.toString();
			return KIND.matcher(NAMES.matcher(text).replaceAll("*")).replaceAll("*");
		}

	}

}
