package io.aemp.simulation;

/**
 * What was sent, without what the layers below add to it.
 *
 * @param packets packets of the protocol, as they arrive; greetings and proofs of
 * identity are none
 * @param bytes their bytes, and those of greetings and proofs
 */
public record Traffic(long packets, long bytes) {

	/** Nothing. */
	public static final Traffic NONE = new Traffic(0, 0);

	/**
	 * Adds traffic.
	 * @param other other traffic
	 * @return both together
	 */
	public Traffic plus(Traffic other) {
		return new Traffic(this.packets + other.packets, this.bytes + other.bytes);
	}

	/**
	 * Takes traffic away.
	 * @param earlier what had been sent earlier
	 * @return what was sent since
	 */
	public Traffic minus(Traffic earlier) {
		return new Traffic(this.packets - earlier.packets, this.bytes - earlier.bytes);
	}

	@Override
	public String toString() {
		return this.packets + " packets, " + this.bytes + " bytes";
	}

}
