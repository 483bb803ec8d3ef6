package io.aemp.liveness;

/**
 * How regularly a peer is heard, and so after what silence it is to be suspected: the phi
 * accrual detector of Hayashibara and others. The gaps between signs of life are taken
 * for normally distributed, and phi says how unlikely a gap as long as the present one
 * is, in powers of ten. Old gaps fade.
 */
final class PhiAccrual {

	/** Phi is 8 where a normal distribution has 1e-8 left: at so many deviations. */
	private static final double DEVIATIONS = 5.6;

	/** What the latest gap weighs against all earlier ones. */
	private static final double WEIGHT = 1.0 / 32;

	private double mean;

	private double variance;

	PhiAccrual(long expectedGap) {
		this.mean = expectedGap;
	}

	/** The peer was heard again after a silence. */
	void heard(long gap) {
		double difference = gap - this.mean;
		double change = WEIGHT * difference;
		this.mean += change;
		this.variance = (1 - WEIGHT) * (this.variance + difference * change);
	}

	/** The silence at which phi is 8, between two bounds. */
	long limit(long minimum, long maximum) {
		double suspicious = this.mean + DEVIATIONS * Math.sqrt(this.variance);
		return (long) Math.max(minimum, Math.min(maximum, suspicious));
	}

}
