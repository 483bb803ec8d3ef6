package io.aemp.cli.network;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import io.aemp.Message;
import io.aemp.Port;
import io.aemp.PortIds;
import io.aemp.Reason;
import io.aemp.Values;
import io.aemp.cli.command.CommandException;
import io.aemp.cli.command.ExitStatus;
import org.jspecify.annotations.Nullable;

/** Requests to other nodes that wait for their outcome. */
public final class Requests {

	private static final String SENT = "message sent successfully";

	private static final String DIED = "died";

	private final ToolNode tool;

	/**
	 * Creates the requests.
	 * @param tool the node that asks
	 */
	public Requests(ToolNode tool) {
		this.tool = tool;
	}

	/**
	 * Sends a message, and waits until the target's node has taken it. A port receives
	 * what that node relays to it, and the reason if the target is dead. The node handles
	 * the message, the monitor and the relay in this order, so the reason comes first.
	 * @param target a port or a node
	 * @param message the elements
	 * @return what that node has relayed
	 * @throws CommandException if the target is dead or does not answer
	 */
	public List<@Nullable Object> send(String target, List<@Nullable Object> message) {
		CompletableFuture<Message> outcome = new CompletableFuture<>();
		Port relay = this.tool.node().open((received) -> outcome.complete(received));
		try {
			this.tool.node().send(target, Message.of(message));
			this.tool.node().sendOnDeath(target, relay.id(), Message.of(DIED));
			this.tool.node().send(PortIds.nodeOf(target), "snd", relay.id(), SENT);
			Message first = this.tool.deadline().await(outcome);
			if (first.text(0).equals(DIED)) {
				throw ToolNode.died(target, Reason.of(first.from(1).toList().toArray()));
			}
			return first.toList();
		}
		catch (IllegalArgumentException ex) {
			throw CommandException.usage(String.valueOf(ex.getMessage()));
		}
		catch (TimeoutException ex) {
			throw this.tool.noAnswer(target);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			relay.kill();
		}
	}

	/**
	 * Calls a port or a node.
	 * @param target a port or a node
	 * @param message the elements
	 * @return the answer
	 * @throws CommandException if there is none
	 */
	public List<@Nullable Object> call(String target, List<@Nullable Object> message) {
		return this.tool.call(target, message);
	}

	/**
	 * Has a node evaluate an expression.
	 * @param target the node, or one of its ports
	 * @param expression the expression
	 * @return the results
	 * @throws CommandException if the node answers with an error, or not at all
	 */
	public List<@Nullable Object> evaluate(String target, String expression) {
		String node = PortIds.nodeOf(target);
		// an answer is the text of an error, and then the results
		List<@Nullable Object> answer = call(node, List.of("eval", expression));
		String error = answer.isEmpty() ? "an empty answer" : Values.text(answer.get(0));
		if (error != null && !error.isEmpty()) {
			throw new CommandException(ExitStatus.FAILED, node + ": " + error);
		}
		return answer.subList(1, answer.size());
	}

}
