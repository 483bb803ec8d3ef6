package io.aemp;

import java.util.List;

/**
 * Who may connect at all, before anything is proven. Empty lists admit everybody.
 *
 * @param nodes node IDs, in which {@code *} stands for any text
 * @param addresses addresses and networks of peers, as {@code 10.0.0.7},
 * {@code 10.0.0.0/8} or {@code 2001:db8::/32}
 * @param certificateNamesNode whether the subject of a peer's certificate must name its
 * node ID; for encrypted connections
 */
public record Admission(List<String> nodes, List<String> addresses, boolean certificateNamesNode) {

	/** Everybody. */
	public static final Admission ALL = new Admission(List.of(), List.of(), false);

	public Admission {
		nodes = List.copyOf(nodes);
		addresses = List.copyOf(addresses);
	}

}
