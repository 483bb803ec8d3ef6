package io.aemp;

/**
 * Decides whether a node may run something on this node: spawn a port, call a function,
 * evaluate an expression. The node asks the policy for registered names only. (AEMP
 * manual: {@code secure}.)
 */
@FunctionalInterface
public interface ExecutionPolicy {

	/** Lets each authenticated node run what is registered. The default. */
	ExecutionPolicy ALLOW = (node, function) -> true;

	/** Refuses everything. */
	ExecutionPolicy REFUSE = (node, function) -> false;

	/**
	 * Decides one request. Threads of connections call this, so it must not block. If it
	 * throws, the request is refused.
	 * @param node the ID of the requesting node
	 * @param function the name of the function, or {@code eval}
	 * @return whether the request is permitted
	 */
	boolean permits(String node, String function);

}
