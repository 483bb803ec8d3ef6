package io.aemp.liveness;

/**
 * The phi accrual failure detector of Hayashibara and others: learns how regularly a peer
 * sends, and derives the silence after which the peer is suspect. It models the gaps
 * between arrivals as normally distributed. Phi is the negative decimal logarithm of the
 * probability of a gap at least as long as the present one. Old gaps lose weight
 * exponentially. Not thread-safe; times are in nanoseconds.
 */
final class PhiAccrual {

	/**
	 * The number of standard deviations at which phi is 8: a normal distribution has the
	 * tail probability 1e-8 there.
	 */
	private static final double DEVIATIONS = 5.6;

	/** The weight of the latest gap against all earlier ones. */
	private static final double WEIGHT = 1.0 / 32;

	private double mean;

	private double variance;

	PhiAccrual(long expectedGap) {
		this.mean = expectedGap;
	}

	/** Adds the length of a silence that the peer has ended. */
	void heard(long gap) {
		double difference = gap - this.mean;
		double change = WEIGHT * difference;
		this.mean += change;
		this.variance = (1 - WEIGHT) * (this.variance + difference * change);
	}

	/** Returns the silence at which phi is 8, kept between two limits. */
	long limit(long minimum, long maximum) {
		double suspicious = this.mean + DEVIATIONS * Math.sqrt(this.variance);
		return (long) Math.max(minimum, Math.min(maximum, suspicious));
	}

}
