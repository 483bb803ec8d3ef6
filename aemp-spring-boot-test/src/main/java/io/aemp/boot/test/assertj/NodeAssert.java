package io.aemp.boot.test.assertj;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.aemp.Node;
import io.aemp.PeerInfo;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions for a node. */
public final class NodeAssert extends AbstractAssert<NodeAssert, Node> {

	private static final int ANSWER_SECONDS = 20;

	NodeAssert(@Nullable Node actual) {
		super(actual, NodeAssert.class);
	}

	/**
	 * The node is connected to another one.
	 * @param node the ID of the other one
	 * @return this
	 */
	public NodeAssert isConnectedTo(String node) {
		isNotNull();
		if (!this.actual.network().isUp(node)) {
			failWithMessage("Expected node %s to be connected to %s, but it is connected to %s", this.actual.id(), node,
					peers());
		}
		return this;
	}

	/**
	 * The node is not connected to another one.
	 * @param node the ID of the other one
	 * @return this
	 */
	public NodeAssert isNotConnectedTo(String node) {
		isNotNull();
		if (this.actual.network().isUp(node)) {
			failWithMessage("Expected node %s not to be connected to %s, but it is", this.actual.id(), node);
		}
		return this;
	}

	private String peers() {
		return this.actual.network()
			.peers()
			.stream()
			.map(PeerInfo::node)
			.filter(this.actual.network()::isUp)
			.toList()
			.toString();
	}

	/**
	 * A port of the node is open.
	 * @param port its port ID
	 * @return this
	 */
	public NodeAssert hasPort(String port) {
		isNotNull();
		if (this.actual.port(port).isEmpty()) {
			failWithMessage("Expected node %s to have port %s, but there is no such port", this.actual.id(), port);
		}
		return this;
	}

	/**
	 * The node has no such port, or not any more.
	 * @param port a port ID
	 * @return this
	 */
	public NodeAssert hasNoPort(String port) {
		isNotNull();
		if (this.actual.port(port).isPresent()) {
			failWithMessage("Expected node %s not to have port %s, but it is open", this.actual.id(), port);
		}
		return this;
	}

	/**
	 * A family, as the node finds it now. This waits for an answer of the database.
	 * @param family the family
	 * @return assertions for the family
	 */
	public FamilyAssert family(String family) {
		isNotNull();
		try {
			return new FamilyAssert(family,
					this.actual.database().entries(family).get(ANSWER_SECONDS, TimeUnit.SECONDS));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError("The test was interrupted while it asked for family " + family, ex);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new AssertionError("Node " + this.actual.id() + " could not find out who is in family " + family, ex);
		}
	}

}
