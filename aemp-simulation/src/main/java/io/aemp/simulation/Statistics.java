package io.aemp.simulation;

import java.util.Map;
import java.util.TreeMap;

/** Counts what happened; those of several simulations can be added up. */
public final class Statistics {

	private final Map<String, Long> faults = new TreeMap<>();

	private long simulations;

	private long nodes;

	private long connections;

	private long events;

	private long nanos;

	/** Creates statistics of nothing. */
	public Statistics() {
	}

	void simulation(long events, long nanos) {
		this.simulations++;
		this.events += events;
		this.nanos += nanos;
	}

	void node() {
		this.nodes++;
	}

	void connection() {
		this.connections++;
	}

	/**
	 * Counts a fault.
	 * @param kind which kind of fault
	 */
	public void fault(String kind) {
		this.faults.merge(kind, 1L, Long::sum);
	}

	/**
	 * Adds what others have counted.
	 * @param other other statistics
	 */
	public void add(Statistics other) {
		other.faults.forEach((kind, count) -> this.faults.merge(kind, count, Long::sum));
		this.simulations += other.simulations;
		this.nodes += other.nodes;
		this.connections += other.connections;
		this.events += other.events;
		this.nanos += other.nanos;
	}

	/**
	 * The faults.
	 * @return how many there were of each kind
	 */
	public Map<String, Long> faults() {
		return new TreeMap<>(this.faults);
	}

	@Override
	public String toString() {
		return this.simulations + " simulations, " + this.nodes + " starts of nodes, " + this.connections
				+ " connections, " + this.events + " events, " + this.nanos / (3600 * Nanos.SECOND)
				+ " hours of virtual time, faults " + this.faults;
	}

}
