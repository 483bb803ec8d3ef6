package io.aemp.boot.metrics;

import java.util.Map;
import java.util.TreeMap;

import io.aemp.Node;
import io.aemp.PortInfo;

/**
 * The ports of a node at one time.
 *
 * @param labels the ports that have one label, by the value of the tag
 * @param calls how many calls wait for their answer
 */
record PortCensus(Map<String, Group> labels, int calls) {

	/**
	 * Counts the ports.
	 * @param node the node
	 * @param values bounds the values of the tag
	 * @return the census
	 */
	static PortCensus of(Node node, BoundedValues values) {
		Map<String, Group> labels = new TreeMap<>();
		int[] calls = new int[1];
		node.streamPorts().forEach((port) -> {
			if (node.isReplyPort(port.id())) {
				calls[0]++;
			}
			else {
				labels.merge(values.of(port.label()), Group.of(port), Group::with);
			}
		});
		return new PortCensus(labels, calls[0]);
	}

	/** All ports. */
	Group all() {
		return this.labels.values().stream().reduce(Group.EMPTY, Group::with);
	}

	Group label(String value) {
		return this.labels.getOrDefault(value, Group.EMPTY);
	}

	/**
	 * Some ports.
	 *
	 * @param ports how many there are
	 * @param paused how many of them are paused
	 * @param waiting how many messages wait in their mailboxes
	 * @param deepest how many messages wait in the fullest of these
	 */
	record Group(int ports, int paused, long waiting, int deepest) {

		static final Group EMPTY = new Group(0, 0, 0, 0);

		static Group of(PortInfo port) {
			return new Group(1, port.paused() ? 1 : 0, port.waiting(), port.waiting());
		}

		Group with(Group other) {
			return new Group(this.ports + other.ports, this.paused + other.paused, this.waiting + other.waiting,
					Math.max(this.deepest, other.deepest));
		}

	}

}
