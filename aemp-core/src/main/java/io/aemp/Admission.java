package io.aemp;

import java.util.List;

/**
 * Which nodes may connect. Empty lists admit all. A node checks the values when it is
 * created.
 *
 * @param nodes node IDs, in which {@code *} stands for any text; they apply to
 * connections in both directions
 * @param addresses addresses and networks from which other nodes may connect, as
 * {@code 10.0.0.7}, {@code 10.0.0.0/8} or {@code 2001:db8::/32}
 * @param certificateNamesNode whether a peer's certificate must name its node ID: as the
 * common name of its subject, or as a DNS name or URI among its alternative names.
 * Connections without TLS are refused then
 */
public record Admission(List<String> nodes, List<String> addresses, boolean certificateNamesNode) {

	/** Admits all nodes. */
	public static final Admission ALL = new Admission(List.of(), List.of(), false);

	public Admission {
		nodes = List.copyOf(nodes);
		addresses = List.copyOf(addresses);
	}

}
