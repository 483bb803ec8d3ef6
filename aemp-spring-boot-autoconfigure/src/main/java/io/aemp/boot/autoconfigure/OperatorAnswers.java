package io.aemp.boot.autoconfigure;

import java.util.function.Supplier;

import io.aemp.Guard;
import io.aemp.Node;
import io.aemp.boot.port.MockedNode;

/**
 * Something that this node answers to operators, while the context lives.
 *
 * @param guard ends it
 */
record OperatorAnswers(Guard guard) implements AutoCloseable {

	/** The mock of a test has nobody to answer. */
	static OperatorAnswers of(Node node, Supplier<Guard> answers) {
		return new OperatorAnswers(MockedNode.is(node) ? () -> {
		} : answers.get());
	}

	@Override
	public void close() {
		this.guard.close();
	}

}
