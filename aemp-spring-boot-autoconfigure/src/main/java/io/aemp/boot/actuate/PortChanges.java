package io.aemp.boot.actuate;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import io.aemp.ErrorAnswerException;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.PortDiedException;
import io.aemp.Reason;
import io.aemp.UnsendableValueException;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.json.JsonParseException;
import org.springframework.boot.json.JsonParserFactory;

/** What operators do to the ports of a node. Any thread. */
public final class PortChanges {

	/** The identifier of the reason of a port that an operator has killed. */
	private static final String KILLED = "operator";

	private static final int LONGEST_REASON = 500;

	private static final Duration LONGEST = Duration.ofSeconds(5);

	private final Node node;

	private final OperatorChanges changes;

	private final MessageHops hops;

	private final Duration longest;

	/**
	 * Creates the changes of the ports of a node.
	 * @param node the node
	 * @param changes makes the changes that operators ask for
	 * @param hops follows messages
	 */
	public PortChanges(Node node, OperatorChanges changes, MessageHops hops) {
		this(node, changes, hops, LONGEST);
	}

	/**
	 * Creates the changes of the ports of a node.
	 * @param longest how long to wait for the answer to a call
	 */
	PortChanges(Node node, OperatorChanges changes, MessageHops hops, Duration longest) {
		this.node = node;
		this.changes = changes;
		this.hops = hops;
		this.longest = longest;
	}

	/**
	 * Kills a port.
	 * @param caller who asks for it
	 * @param reason why, {@code null} if there is nothing to say
	 * @param port the port ID
	 */
	WebEndpointResponse<OperatorAnswer> kill(SecurityContext caller, @Nullable String reason, String port) {
		return this.changes.make(caller, () -> {
			requireAlive(port);
			String text = (reason != null) ? requirePrintable(reason) : "killed by an operator";
			this.node.kill(port, Reason.of(KILLED, text));
			return OperatorAnswer.done("killed port " + port + ": " + text);
		});
	}

	/**
	 * Sends a message to a port.
	 * @param caller who asks for it
	 * @param json its elements, as a list in JSON
	 * @param call whether to wait for an answer
	 * @param follow the name to follow it under, {@code null} not to
	 * @param port the port ID
	 */
	WebEndpointResponse<OperatorAnswer> send(SecurityContext caller, String json, boolean call, @Nullable String follow,
			String port) {
		return this.changes.make(caller, () -> {
			requireAlive(port);
			Message message = (follow != null) ? this.hops.follow(parse(json), follow) : parse(json);
			try {
				String done = describe(message) + " to port " + port;
				if (call) {
					return new OperatorAnswer("called with " + done, answer(port, message), null, null);
				}
				this.node.send(port, message);
				return OperatorAnswer.done("sent " + done);
			}
			catch (UnsendableValueException ex) {
				throw refusal(WebEndpointResponse.STATUS_BAD_REQUEST, String.valueOf(ex.getMessage()), "Send less");
			}
		});
	}

	/** The log does not say what is in the message beside its tag. */
	private static String describe(Message message) {
		String tag = message.isEmpty() ? "no element" : "'" + Values.display(message.get(0)) + "'";
		return (message.size() < 2) ? tag : tag + " and " + (message.size() - 1) + " more";
	}

	private static Message parse(String json) {
		try {
			return Message.of(JsonParserFactory.getJsonParser().parseList(json).toArray());
		}
		catch (JsonParseException ex) {
			throw refusal(WebEndpointResponse.STATUS_BAD_REQUEST, "The message is no list in JSON",
					"Write its elements as [\"tag\", \"text\", 7]");
		}
	}

	private Object answer(String port, Message message) {
		try {
			return ReadableValue.of(this.node.call(port, message, this.longest).get().toList());
		}
		catch (ExecutionException ex) {
			throw failure(port, ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw refusal(OperatorChanges.GATEWAY_TIMEOUT, "The call was interrupted", "Call again");
		}
	}

	private RefusedRequestException failure(String port, @Nullable Throwable cause) {
		if (cause instanceof TimeoutException) {
			return refusal(OperatorChanges.GATEWAY_TIMEOUT,
					"Port '" + port + "' has not answered within " + this.longest.toMillis() + " ms",
					"It has the message. If it answers no such messages, send instead of calling");
		}
		String problem = (cause instanceof ErrorAnswerException error) ? "answered with an error: " + error.reason()
				: (cause instanceof PortDiedException died) ? "died: " + died.reason() : String.valueOf(cause);
		return refusal(OperatorChanges.BAD_GATEWAY, "Port '" + port + "' " + problem,
				"See in 'aempports' which messages it takes, and in the log what happened");
	}

	private void requireAlive(String port) {
		if (!this.node.isLocal(port)) {
			throw refusal(WebEndpointResponse.STATUS_BAD_REQUEST,
					"'" + port + "' is not a port of this node, " + this.node.id(),
					"Give the ID of one of the ports that 'aempports' shows, with %23 for '#'");
		}
		if (this.node.port(port).isEmpty()) {
			throw refusal(WebEndpointResponse.STATUS_NOT_FOUND, "Port '" + port + "' is dead",
					"Look for the present one in 'aempports'; 'aempevents' may say what it died of");
		}
	}

	private static String requirePrintable(String reason) {
		if (reason.isBlank() || reason.length() > LONGEST_REASON || reason.chars().anyMatch(Character::isISOControl)) {
			throw refusal(WebEndpointResponse.STATUS_BAD_REQUEST,
					"The reason has " + reason.length() + " characters: it must be one line of 1 to " + LONGEST_REASON,
					"Shorten it, or leave it out");
		}
		return reason;
	}

	private static RefusedRequestException refusal(int status, String problem, String remedy) {
		return new RefusedRequestException(status, problem, remedy);
	}

}
