package io.aemp.boot.test.assertj;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Assertions for nodes, families, messages and reasons of deaths. They tell what is so at
 * that moment. What becomes so a little later is waited for with Awaitility:
 *
 * <pre class="code">
 * await().untilAsserted(() -&gt; assertThat(node).family("workers").hasMembersOn("a", "b"));
 * </pre>
 */
public final class AempAssertions {

	private AempAssertions() {
	}

	/**
	 * Asserts something of a node.
	 * @param actual the node
	 * @return the assertions
	 */
	public static NodeAssert assertThat(@Nullable Node actual) {
		return new NodeAssert(actual);
	}

	/**
	 * Asserts something of a message.
	 * @param actual the message
	 * @return the assertions
	 */
	public static MessageAssert assertThat(@Nullable Message actual) {
		return new MessageAssert(actual);
	}

	/**
	 * Asserts something of the reason of a death.
	 * @param actual the reason
	 * @return the assertions
	 */
	public static ReasonAssert assertThat(@Nullable Reason actual) {
		return new ReasonAssert(actual);
	}

}
