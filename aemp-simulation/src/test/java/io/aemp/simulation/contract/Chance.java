package io.aemp.simulation.contract;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What a story leaves to chance. Each event draws from a generator of its own, and so
 * does what it lets happen later: so the others draw the same without it.
 */
final class Chance implements RandomGenerator {

	private final long seed;

	private RandomGenerator current;

	Chance(long seed) {
		this.seed = seed;
		this.current = new SplittableRandom(mix(seed));
	}

	/** A part of the story begins. */
	void turn(int part) {
		this.current = new SplittableRandom(mix(this.seed + mix(part)));
	}

	/** Draws for what happens later. */
	RandomGenerator branch() {
		return new SplittableRandom(nextLong());
	}

	/** Does something that draws from a branch. */
	void within(RandomGenerator branch, Runnable task) {
		RandomGenerator before = this.current;
		this.current = branch;
		try {
			task.run();
		}
		finally {
			this.current = before;
		}
	}

	/** Neighbours among seeds have nothing in common. */
	private static long mix(long number) {
		long mixed = (number ^ (number >>> 32)) * 0xD6E8FEB86659FD93L;
		mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
		return mixed ^ (mixed >>> 32);
	}

	@Override
	public long nextLong() {
		return this.current.nextLong();
	}

}
