package io.aemp.sample.web;

import java.util.List;
import java.util.Optional;

import io.aemp.Network;

/**
 * A look at this node.
 *
 * @param node its node ID
 * @param role what it is to the network
 * @param primary the global node that serves it
 * @param listeners where it can be reached
 * @param peers how many nodes it is connected with
 */
record Overview(String node, Network.Role role, Optional<String> primary, List<String> listeners, long peers) {

}
