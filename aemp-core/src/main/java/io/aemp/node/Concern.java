package io.aemp.node;

import io.aemp.PortIds;
import io.aemp.port.Context;
import io.aemp.port.LocalPort;
import org.jspecify.annotations.Nullable;

/**
 * What a packet is about: among packets of the same concern the order must not change.
 *
 * @param port the name of a port of the peer, empty for its node port; or of a port of
 * this node
 * @param death whether it tells of the death of a port of this node, which must not be
 * known before what the port has sent
 */
record Concern(String port, boolean death) {

	/** Requests to the node port that concern no other one. */
	static final Concern NODE_PORT = new Concern("", false);

	static Concern port(String name) {
		return name.isEmpty() ? NODE_PORT : new Concern(name, false);
	}

	static Concern death(String name) {
		return new Concern(name, true);
	}

	/** The death that must not overtake what this context has sent. */
	static @Nullable Concern deathOf(@Nullable Context sender) {
		return (sender instanceof LocalPort port) ? death(PortIds.nameOf(port.id())) : null;
	}

}
