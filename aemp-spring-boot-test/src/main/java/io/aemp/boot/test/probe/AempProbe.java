package io.aemp.boot.test.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;

/**
 * A port for tests. It keeps the messages that arrive and the deaths that it is told of,
 * in this order, and a test takes them one by one:
 *
 * <pre class="code">
 * &#64;Test
 * void asksTheWarehouse(&#64;Autowired AempProbe warehouse, &#64;Autowired Orders orders) {
 *     warehouse.join("warehouses");
 *     orders.place("screws");
 *     warehouse.expect("pack", "screws");
 *     warehouse.reply("packed");
 * }
 * </pre>
 *
 * Each injection point of this type gets a probe of its own, which lasts as long as its
 * context unless it is closed. Methods that expect something wait for it by the real
 * clock: for as long as {@code aemp-test.probe.timeout} says. What they complain of is an
 * {@link AssertionError}. Any thread may call any method, one at a time.
 */
public final class AempProbe implements AutoCloseable {

	/** How much of what was taken error messages show. */
	private static final int REMEMBERED = 10;

	private final LinkedBlockingQueue<Object> events = new LinkedBlockingQueue<>();

	/** What the test has taken last, for error messages. */
	private final List<Object> taken = new ArrayList<>();

	private final List<Guard> guards = new ArrayList<>();

	private final Node node;

	private final Port port;

	private final Duration timeout;

	private final Duration quiet;

	private @Nullable Message last;

	/**
	 * Opens a probe.
	 * @param node the node of the port
	 * @param timeout how long to wait for what is expected
	 * @param quiet how long to wait to see that nothing arrives
	 */
	public AempProbe(Node node, Duration timeout, Duration quiet) {
		this.node = node;
		this.timeout = timeout;
		this.quiet = quiet;
		this.port = node.open(this.events::add);
		keepErrorsFor(this.port);
	}

	/** Whoever answers with an error kills the port that was to have the answer. */
	private void keepErrorsFor(Port port) {
		this.guards.add(this.node.monitor(port.id(), (reason) -> {
			if (!reason.isNormal()) {
				this.events.add(new ErrorAnswer(reason));
			}
		}));
	}

	/**
	 * The ID of the port, to be given to whoever is to send something.
	 * @return the port ID
	 */
	public String id() {
		return this.port.id();
	}

	/**
	 * Registers the probe as a member of a family, until it is closed.
	 * @param family the family
	 * @return this probe
	 */
	public AempProbe join(String family) {
		this.guards.add(this.node.database().register(family, id()));
		return this;
	}

	/**
	 * Monitors a port: its death is something that {@link #expectDeath} takes.
	 * @param port the ID of any port
	 * @return this probe
	 */
	public AempProbe monitor(String port) {
		this.guards.add(this.node.monitor(port, (reason) -> this.events.add(new Death(port, reason))));
		return this;
	}

	/**
	 * Sends something to a port, with a new reply port as the last element: what is
	 * answered there arrives here, messages and errors.
	 * @param port the ID of a port
	 * @param elements the elements of the message, without a reply port
	 */
	public void ask(String port, @Nullable Object... elements) {
		Port answers = this.node.open(this.events::add);
		keepErrorsFor(answers);
		this.guards.add(answers::kill);
		this.node.send(port, Message.of(elements).append(answers.id()));
	}

	/**
	 * Takes what arrives next, which must be a message that begins with these elements.
	 * Numbers are equal if their values are. What a message has in addition, such as a
	 * reply port, is the caller's.
	 * @param elements the first elements; none for any message
	 * @return the message
	 */
	public Message expect(@Nullable Object... elements) {
		String wanted = (elements.length == 0) ? "a message" : "a message that begins with " + display(elements);
		Object event = next(wanted);
		if (event instanceof Message message && begins(message.toList(), elements)) {
			took(message);
			this.last = message;
			return message;
		}
		throw different(wanted, event);
	}

	/**
	 * Takes what arrives until there is a message that begins with these elements, and
	 * drops what comes before it.
	 * @param elements the first elements
	 * @return the message
	 */
	public Message skipTo(@Nullable Object... elements) {
		String wanted = "a message that begins with " + display(elements) + ", sooner or later";
		Object event = next(wanted);
		while (!(event instanceof Message message && begins(message.toList(), elements))) {
			took(event);
			event = next(wanted);
		}
		took(message);
		this.last = message;
		return message;
	}

	/**
	 * Takes what arrives next, which must be the death of a monitored port for a reason
	 * that begins with these elements.
	 * @param reason the first elements of the reason; none for any reason
	 * @return the reason
	 * @see #monitor
	 */
	public Reason expectDeath(@Nullable Object... reason) {
		String wanted = (reason.length == 0) ? "a death" : "a death with a reason that begins with " + display(reason);
		Object event = next(wanted);
		if (event instanceof Death death && begins(death.reason().elements(), reason)) {
			took(death);
			return death.reason();
		}
		throw different(wanted, event);
	}

	/**
	 * Takes what arrives next, which must be an error answer for a reason that begins
	 * with these elements.
	 * @param reason the first elements of the reason; none for any reason
	 * @return the reason
	 * @see #ask
	 */
	public Reason expectErrorAnswer(@Nullable Object... reason) {
		String wanted = "an error answer"
				+ ((reason.length == 0) ? "" : " with a reason that begins with " + display(reason));
		Object event = next(wanted);
		if (event instanceof ErrorAnswer error && begins(error.reason().elements(), reason)) {
			took(error);
			return error.reason();
		}
		throw different(wanted, event);
	}

	/**
	 * Waits for a moment, {@code aemp-test.probe.quiet}, in which nothing must arrive.
	 */
	public void expectNothing() {
		Object event = poll(this.quiet);
		if (event != null) {
			throw different("nothing", event);
		}
	}

	/**
	 * Answers the message that was taken last: sends something to its last element, which
	 * must be a port ID.
	 * @param elements the elements of the answer
	 */
	public void reply(@Nullable Object... elements) {
		this.node.send(replyPort(), elements);
	}

	/**
	 * Answers the message that was taken last with an error, see
	 * {@link Node#answerWithError}.
	 * @param reason the elements of the reason: an identifier, and a text
	 */
	public void replyWithError(@Nullable Object... reason) {
		this.node.answerWithError(replyPort(), Reason.of(reason));
	}

	private String replyPort() {
		Message message = this.last;
		if (message == null) {
			throw new IllegalStateException("There is nothing to answer: expect a message first");
		}
		return message.text(message.size() - 1);
	}

	private Object next(String wanted) {
		Object event = poll(this.timeout);
		if (event == null) {
			throw new AssertionError("Expected " + wanted + ", but nothing arrived within " + this.timeout + before());
		}
		return event;
	}

	private void took(Object event) {
		this.taken.add(event);
		if (this.taken.size() > REMEMBERED) {
			this.taken.remove(0);
		}
	}

	private @Nullable Object poll(Duration timeout) {
		try {
			return this.events.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError("The test was interrupted while it waited", ex);
		}
	}

	private AssertionError different(String wanted, Object event) {
		return new AssertionError("Expected " + wanted + ", but there was " + event + before());
	}

	private String before() {
		List<String> earlier = this.taken.stream().map(String::valueOf).toList();
		return earlier.isEmpty() ? "" : "; before that: " + String.join(", ", earlier);
	}

	private static boolean begins(List<@Nullable Object> actual, @Nullable Object[] expected) {
		return actual.size() >= expected.length
				&& Values.equal(actual.subList(0, expected.length), Arrays.asList(expected));
	}

	private static String display(@Nullable Object[] elements) {
		return Values.display(Arrays.asList(elements));
	}

	/** Kills the port, and withdraws it from its families. */
	@Override
	public void close() {
		this.guards.forEach(Guard::close);
		this.port.kill();
	}

	@Override
	public String toString() {
		return "probe " + id();
	}

	private record ErrorAnswer(Reason reason) {

		@Override
		public String toString() {
			return "an error answer: " + this.reason;
		}

	}

	private record Death(String port, Reason reason) {

		@Override
		public String toString() {
			return "the death of " + this.port + ": " + this.reason;
		}

	}

}
