package io.aemp;

/**
 * Adds functions to a node that is started by the command {@code aemp run}, which finds
 * the implementations on its class path by {@link java.util.ServiceLoader}. A program
 * that starts its node itself needs no extensions.
 */
@FunctionalInterface
public interface NodeExtension {

	/**
	 * Registers functions and init functions with a node. Runs before the node starts, so
	 * the services of the profile can name these functions. Ports can be opened here too.
	 * @param node the node
	 * @throws Exception if the node must not start; the message says why
	 */
	void extend(Node node) throws Exception;

}
