package io.aemp.boot.autoconfigure;

import java.util.Optional;

import io.aemp.Node;
import io.aemp.runtime.ManagedNode;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * The node that a context uses. Its own node starts and ends with the context; that of a
 * parent context is left alone.
 */
final class ContextNode {

	private final Node node;

	private final boolean own;

	private final ClosingContext context;

	ContextNode(ListableBeanFactory beanFactory, Node node, ClosingContext context) {
		this.node = node;
		// these are the names without those of the parents
		this.own = beanFactory.getBeanNamesForType(Node.class).length > 0;
		this.context = context;
	}

	boolean isOwn() {
		return this.own;
	}

	Node node() {
		return this.node;
	}

	/** The node, if it begins and ends with this context. */
	Optional<ManagedNode> managed() {
		return (this.own && this.node instanceof ManagedNode managed) ? Optional.of(managed) : Optional.empty();
	}

	/** Joins the network, for the first time or after a stop without a close. */
	void start() {
		managed().ifPresent(ManagedNode::start);
	}

	/** The first step of the end. */
	void withdraw() {
		if (endsNow()) {
			managed().ifPresent(ManagedNode::withdraw);
		}
	}

	/** The second step of the end. */
	void killPorts() {
		if (endsNow()) {
			managed().ifPresent(ManagedNode::killPorts);
		}
	}

	/**
	 * Closes the node if the context closes. The node of a context that may start again
	 * only leaves the network: it holds no socket until then.
	 */
	void stop() {
		if (endsNow()) {
			this.node.close();
		}
		else {
			managed().ifPresent(ManagedNode::leave);
		}
	}

	private boolean endsNow() {
		return this.own && this.context.isClosing();
	}

}
