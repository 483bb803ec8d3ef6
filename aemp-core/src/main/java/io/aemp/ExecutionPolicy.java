package io.aemp;

/**
 * Decides whether a node may run something here: spawn a port, call a function, evaluate
 * an expression. Only registered names ever get so far. (AEMP manual: {@code secure}.)
 */
@FunctionalInterface
public interface ExecutionPolicy {

	/** Lets every authenticated node run what is registered. The default. */
	ExecutionPolicy ALLOW = (node, function) -> true;

	/** Refuses everything. */
	ExecutionPolicy REFUSE = (node, function) -> false;

	/**
	 * Decides one request. Called on threads of connections, so it must not block; if it
	 * throws, the request is refused.
	 * @param node the ID of the node that asks
	 * @param function the name of the function, or {@code eval}
	 * @return whether it may run
	 */
	boolean permits(String node, String function);

}
