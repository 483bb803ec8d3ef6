package io.aemp.simulation.contract;

/** What happened, in numbers. */
final class Tally {

	long sent;

	long delivered;

	long deaths;

	long fired;

	long losses;

	void add(Tally other) {
		this.sent += other.sent;
		this.delivered += other.delivered;
		this.deaths += other.deaths;
		this.fired += other.fired;
		this.losses += other.losses;
	}

	@Override
	public String toString() {
		return this.sent + " messages sent, " + this.delivered + " delivered, " + this.deaths + " deaths, " + this.fired
				+ " monitors fired, " + this.losses + " losses of connections";
	}

}
