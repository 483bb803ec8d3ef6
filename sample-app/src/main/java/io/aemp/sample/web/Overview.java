package io.aemp.sample.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.aemp.Network;
import io.aemp.PeerInfo;
import io.aemp.PortInfo;

/**
 * A look at this node and what it knows.
 *
 * @param node its node ID
 * @param role what it is to the network
 * @param primary the global node that serves it
 * @param listeners where it can be reached
 * @param peers the nodes that it is connected with
 * @param families families of the database, their subkeys and values as text
 * @param ports its ports, by label
 */
record Overview(String node, Network.Role role, Optional<String> primary, List<String> listeners, List<PeerInfo> peers,
		Map<String, Map<String, String>> families, List<PortInfo> ports) {

}
