package io.aemp.outbound;

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
record OrderingKey(String port, boolean death) {

	/** Requests to the node port that concern no other one. */
	static final OrderingKey NODE_PORT = new OrderingKey("", false);

	static OrderingKey port(String name) {
		return name.isEmpty() ? NODE_PORT : new OrderingKey(name, false);
	}

	static OrderingKey death(String name) {
		return new OrderingKey(name, true);
	}

	/** The death that must not overtake what this context has sent. */
	static @Nullable OrderingKey deathOf(@Nullable Context sender) {
		return (sender instanceof LocalPort port) ? death(PortIds.nameOf(port.id())) : null;
	}

}
