package io.aemp.simulation.contract;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

import io.aemp.simulation.Journal;
import io.aemp.simulation.Simulation;
import io.aemp.simulation.Statistics;

/** The life of a network, all of which follows from its seed. */
final class Story {

	/** How much happens in a story. */
	static final int EVENTS = 120;

	private static final int REPORTED = 60;

	private final Simulation simulation;

	private final RandomGenerator random;

	private final boolean calm;

	private final Oracle oracle;

	private final Plan plan;

	private final Cast cast;

	private final Deeds deeds;

	private final Entries entries;

	private final Troubles troubles;

	/** How much of what happens is talk among ports, and how much is trouble. */
	private final int talk;

	private final int trouble;

	Story(long seed, int nodes) {
		this.simulation = Simulation.of(seed);
		this.random = this.simulation.random();
		this.calm = this.random.nextInt(4) == 0;
		this.oracle = new Oracle(this.simulation, this.calm);
		this.plan = new Plan(this.random, (nodes > 0) ? nodes : size(), this.calm);
		this.cast = new Cast(this.simulation, this.oracle, this.plan, this.random);
		this.deeds = new Deeds(this.oracle, this.cast, this.random, this.plan.isTight());
		this.entries = new Entries(this.oracle, this.cast, this.random);
		this.trouble = 2 + this.random.nextInt(15);
		this.talk = (100 - this.trouble) * this.random.nextInt(2, 10) / 10;
		this.troubles = new Troubles(this.simulation, this.oracle, this.deeds, this.cast, this.plan, this.random,
				this.calm);
	}

	/** Mostly a few nodes, as most problems need no more. */
	private int size() {
		return switch (this.random.nextInt(20)) {
			case 0 -> 8 + this.random.nextInt(8);
			case 1, 2, 3 -> 5 + this.random.nextInt(3);
			case 4, 5, 6, 7, 8 -> 2;
			default -> 3 + this.random.nextInt(2);
		};
	}

	Simulation simulation() {
		return this.simulation;
	}

	Oracle oracle() {
		return this.oracle;
	}

	Statistics statistics() {
		return this.simulation.statistics();
	}

	/**
	 * Tells the story; the digest of all that has happened proves that it is the same.
	 */
	long tell(int events) {
		try (Simulation simulation = this.simulation) {
			begin();
			for (int i = 0; i < events; i++) {
				event();
			}
			this.troubles.end();
			run(Duration.ofSeconds(this.plan.isSlow() ? 300 : 90));
			if (this.plan.isUndetected()) {
				// what ended a connection may have been lost, and TCP finds out in hours
				run(Duration.ofHours(3));
			}
			this.oracle.checkEnd();
			new Ending(simulation, this.oracle, this.cast).check();
			return simulation.journal().digest();
		}
		catch (Throwable ex) {
			throw new AssertionError(report(ex), ex);
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
		run(pause());
	}

	private Duration pause() {
		return switch (this.random.nextInt(20)) {
			case 0 -> Duration.ofMillis(this.random.nextInt(10_000));
			case 1, 2 -> Duration.ofMillis(this.random.nextInt(300));
			case 3, 4, 5, 6, 7, 8 -> Duration.ofNanos(this.random.nextInt(5_000_000));
			default -> Duration.ofNanos(this.random.nextInt(100_000));
		};
	}

	private void run(Duration duration) {
		this.simulation.run(duration);
		this.oracle.check();
	}

	private String report(Throwable failure) {
		StringBuilder report = new StringBuilder("Seed ").append(this.simulation.seed())
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

}
