package io.aemp.runtime;

import io.aemp.InvalidConfigurationException;
import io.aemp.Node;
import io.aemp.NodeConfiguration;

/**
 * Makes nodes.
 *
 * <pre class="code">
 * try (Node node = Nodes.start(NodeConfiguration.builder().nodeId("me").secret("...").build())) {
 *     Port echo = node.open().receive("echo", (message) -&gt; node.sendPrepared(message));
 * }
 * </pre>
 */
public final class Nodes {

	private Nodes() {
	}

	/**
	 * Makes a node that is not part of a network yet.
	 * @param configuration how the node is to be
	 * @return the node
	 * @throws InvalidConfigurationException if a setting is not valid
	 */
	public static ManagedNode create(NodeConfiguration configuration) {
		return create(configuration, new SystemEnvironment());
	}

	/**
	 * Makes a node that is not part of a network yet, in an environment of the caller's:
	 * a simulation, for example.
	 * @param configuration how the node is to be
	 * @param environment what the node takes from the world outside
	 * @return the node
	 * @throws InvalidConfigurationException if a setting is not valid
	 */
	public static ManagedNode create(NodeConfiguration configuration, Environment environment) {
		return NodeAssembly.assemble(configuration, environment);
	}

	/**
	 * Makes a node and starts it.
	 * @param configuration how the node is to be
	 * @return the node
	 * @throws InvalidConfigurationException if a setting is not valid or a listener
	 * cannot be bound
	 */
	public static Node start(NodeConfiguration configuration) {
		ManagedNode node = create(configuration);
		try {
			node.start();
			return node;
		}
		catch (RuntimeException ex) {
			node.close();
			throw ex;
		}
	}

	/**
	 * Makes a local node with a generated ID, without a network.
	 * @return the node
	 */
	public static Node local() {
		return start(NodeConfiguration.builder().build());
	}

}
