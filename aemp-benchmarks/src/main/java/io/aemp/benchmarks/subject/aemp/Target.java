package io.aemp.benchmarks.subject.aemp;

import java.util.List;

/**
 * What the sending side sends to.
 *
 * @param port a port that takes everything
 * @param neighbours ports of the same node whose handlers wait
 */
public record Target(String port, List<String> neighbours) {

	/**
	 * A port without neighbours.
	 * @param port its ID
	 * @return the target
	 */
	public static Target of(String port) {
		return new Target(port, List.of());
	}

}
