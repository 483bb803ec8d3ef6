package io.aemp.boot.port;

import io.aemp.Node;

/**
 * Tells a node from a mock of a test, which returns nothing for most methods. Beans have
 * no ports, and there are no events, while the node is a mock.
 */
public final class MockedNode {

	private MockedNode() {
	}

	/**
	 * Whether a node is a mock: it has no ID, or one of its parts is missing.
	 * @param node a bean of type {@code Node}
	 * @return whether nothing can be opened, monitored or registered with it
	 */
	public static boolean is(Node node) {
		// each of these may be null in a mock only
		String id = node.id();
		return id == null || id.isEmpty() || node.network() == null || node.database() == null
				|| node.functions() == null;
	}

}
