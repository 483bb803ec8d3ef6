package io.aemp.simulation.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.aemp.NodeConfiguration.GlobalMode;
import io.aemp.simulation.Simulation;

/**
 * All seeds are gone at once, or out of reach, for about as long as nodes wait. That is
 * long, so no story has many outages.
 */
final class Outages {

	private static final int MOST = 2;

	/** By how much all is faster if nodes wait for a short time only. */
	private static final int FASTER = 3;

	private final Simulation simulation;

	private final Faults faults;

	private final Cast cast;

	private final Plan plan;

	private final Chance random;

	private int number;

	Outages(Simulation simulation, Faults faults, Cast cast, Plan plan, Chance random) {
		this.simulation = simulation;
		this.faults = faults;
		this.cast = cast;
		this.plan = plan;
		this.random = random;
	}

	/** Sometimes the seeds are back for a moment, and sometimes they stay away. */
	void something() {
		if (this.number < MOST) {
			this.number++;
			loseAndFind();
		}
	}

	private void loseAndFind() {
		begin();
		pass(20_000, 80_000);
		for (int i = this.random.nextInt(3); i > 0; i--) {
			end();
			pass(0, 6_000);
			begin();
			pass(1_000, 50_000);
		}
		if (this.random.nextInt(4) > 0) {
			end();
		}
	}

	private void begin() {
		switch (this.random.nextInt(4)) {
			case 0 -> loseSeeds();
			case 1 -> seeds().forEach(this.faults::close);
			case 2 -> this.simulation.network().partition(hosts(seeds()), hosts(others()));
			default -> {
				List<String> side = new ArrayList<>(hosts(seeds()));
				List<String> otherSide = new ArrayList<>();
				others().forEach((member) -> (this.random.nextBoolean() ? side : otherSide).add(member.host()));
				this.simulation.network().partition(side, otherSide);
			}
		}
	}

	private void end() {
		this.simulation.network().heal();
		this.plan.hosts()
			.stream()
			.filter((host) -> this.plan.place(host).isSeed() && !this.cast.isRunning(host))
			.forEach(this.cast::start);
	}

	private void loseSeeds() {
		for (Member seed : seeds()) {
			if (this.cast.running().size() > 1) {
				if (this.random.nextBoolean()) {
					this.simulation.crash(seed.node());
				}
				else {
					this.simulation.losePower(seed.node());
				}
				this.cast.end(seed);
				this.faults.moment();
			}
		}
	}

	/**
	 * In the end, when all is one network, its seeds go for good. Plain nodes would be
	 * alone then.
	 * @return whether somebody is left who can stand in
	 */
	boolean goForGood() {
		List<String> seeds = this.plan.hosts().stream().filter((host) -> this.plan.place(host).isSeed()).toList();
		boolean common = others().stream()
			.allMatch((member) -> this.plan.place(member.host())
				.seeds()
				.stream()
				.allMatch((address) -> seeds.contains(address.substring(0, address.indexOf(':')))));
		boolean able = others().stream()
			.anyMatch((member) -> this.plan.place(member.host()).mode() != GlobalMode.NEVER);
		boolean plain = others().stream().anyMatch((member) -> this.plan.isPlain(member.host()));
		if (!common || !able || plain || this.plan.isUndetected()) {
			return false;
		}
		pass(70_000, 120_000);
		seeds().forEach((seed) -> {
			this.simulation.crash(seed.node());
			this.cast.end(seed);
		});
		return true;
	}

	private void pass(int least, int most) {
		Duration time = Duration.ofMillis(this.random.nextInt(least, most));
		this.simulation.run(this.plan.isSmall() ? time.dividedBy(FASTER) : time);
	}

	private List<Member> seeds() {
		return this.cast.running().stream().filter((member) -> this.plan.place(member.host()).isSeed()).toList();
	}

	private List<Member> others() {
		return this.cast.running().stream().filter((member) -> !this.plan.place(member.host()).isSeed()).toList();
	}

	private static List<String> hosts(List<Member> members) {
		return members.stream().map(Member::host).toList();
	}

}
