package io.aemp.runtime;

import io.aemp.InvalidConfigurationException;
import io.aemp.Node;
import io.aemp.NodeConfiguration;

/**
 * Creates nodes.
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
	 * Creates a node that is not started yet.
	 * @param configuration the configuration
	 * @return the node
	 * @throws InvalidConfigurationException if a setting is not valid
	 */
	public static ManagedNode create(NodeConfiguration configuration) {
		return create(configuration, new SystemEnvironment());
	}

	/**
	 * Creates a node in an environment of the caller, such as a simulation. The node is
	 * not started yet.
	 * @param configuration the configuration
	 * @param environment the environment of the node
	 * @return the node
	 * @throws InvalidConfigurationException if a setting is not valid
	 */
	public static ManagedNode create(NodeConfiguration configuration, Environment environment) {
		return NodeAssembly.assemble(configuration, environment);
	}

	/**
	 * Creates and starts a node. Closes the node if it cannot start.
	 * @param configuration the configuration
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
		catch (RuntimeException | Error ex) {
			node.close();
			throw ex;
		}
	}

	/**
	 * Creates and starts a local node with a generated ID.
	 * @return the node
	 */
	public static Node local() {
		return start(NodeConfiguration.builder().build());
	}

}
