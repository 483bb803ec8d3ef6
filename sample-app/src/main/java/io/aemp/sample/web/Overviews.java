package io.aemp.sample.web;

import io.aemp.Network;
import io.aemp.Node;
import io.aemp.PeerInfo;
import org.springframework.stereotype.Component;

/** Looks at this node. */
@Component
class Overviews {

	private final Node node;

	Overviews(Node node) {
		this.node = node;
	}

	Overview now() {
		Network network = this.node.network();
		long peers = network.peers().stream().filter((peer) -> peer.state() == PeerInfo.State.UP).count();
		return new Overview(this.node.id(), network.role(), network.primary(), network.listeners(), peers);
	}

}
