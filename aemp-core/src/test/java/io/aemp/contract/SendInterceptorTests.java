package io.aemp.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;

import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.PortDiedException;
import io.aemp.Reason;
import io.aemp.SendInterceptor;
import io.aemp.runtime.Nodes;
import io.aemp.testing.BoundedWait;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/** Who takes part in what is sent sees each send, and the end of each call, once. */
class SendInterceptorTests extends RealNodes {

	private static final Duration LONG = Duration.ofMinutes(10);

	private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();

	/** The ends of calls: how, or an empty text. */
	private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

	/** Whether the interceptor fails at the end of a call. */
	private volatile boolean broken;

	private Node sender;

	private Node receiver;

	private Port port;

	@BeforeEach
	void startNodes() {
		this.receiver = start("receiver");
		this.sender = start(
				configuration("sender").seeds(this.receiver.network().listeners()).sendInterceptor(new Numbering()));
		awaitUp(this.sender, "receiver");
		this.port = this.receiver.open(this.received::add).receive("ask", (message) -> {
			this.received.add(message);
			this.receiver.send(message.text(0), "answer");
		});
	}

	@Test
	void eachWayToSendIsSeenOnce() throws Exception {
		String id = this.port.id();
		this.receiver.functions().registerInit("init", (spawned, arguments) -> this.received.add(arguments));
		this.sender.send(id, "elements");
		this.sender.send(id, Message.of("message"));
		this.sender.sendWaiting(id, Message.of("waiting"));
		this.sender.sendWaiting(id, Message.of("waiting"), LONG);
		BoundedWait.get(this.sender.sendWhenWritable(id, Message.of("when writable")));
		this.sender.after(Duration.ofMillis(1), id, Message.of("later"));
		this.sender.spawn("receiver", "init", Message.of("init"));
		this.sender.send(this.sender.open(this.received::add).id(), "here");
		for (int i = 0; i < 8; i++) {
			assertThat(BoundedWait.take(this.received).headers()).isEqualTo(Map.of("sent", "yes"));
		}
		assertThat(this.ends).isEmpty();
	}

	@Test
	void aMessageAmongTheElementsIsRefusedAsWithout() {
		for (String target : List.of(this.port.id(), this.sender.open(this.received::add).id())) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.sender.send(target, "a", Message.of("b")))
				.withMessageContaining("Element 1 is a Message");
		}
		assertThat(this.received).isEmpty();
	}

	@Test
	void callsEndOnceForEachOfTheirEnds() {
		String id = this.port.id();
		assertThat(BoundedWait.get(this.sender.call(id, "ask"))).isEqualTo(Message.of("answer"));
		assertThat(BoundedWait.take(this.received).headers()).isEqualTo(Map.of("called", "yes"));
		assertThat(BoundedWait.take(this.ends)).isEmpty();
		this.sender.call(id, Message.of("never"), Duration.ofMillis(1));
		assertThat(BoundedWait.take(this.ends)).isEqualTo(TimeoutException.class.getSimpleName());
		this.sender.call(this.receiver.id() + "#none", Message.of("nobody"), LONG);
		assertThat(BoundedWait.take(this.ends)).isEqualTo(PortDiedException.class.getSimpleName());
		CompletableFuture<Message> cancelled = this.sender.call(id, Message.of("never"), LONG);
		cancelled.cancel(true);
		cancelled.cancel(true);
		assertThat(BoundedWait.take(this.ends)).isEmpty();
		Guard closed = this.sender.call(id, Message.of("never"), LONG, this.received::add, (failure) -> {
		});
		closed.close();
		assertThat(BoundedWait.take(this.ends)).isEmpty();
		this.sender.openProcess((process) -> {
			process.call(id, Message.of("ask"));
			this.ends.add("process");
		});
		assertThat(BoundedWait.take(this.ends)).isEmpty();
		assertThat(BoundedWait.take(this.ends)).isEqualTo("process");
		assertThat(this.ends).isEmpty();
	}

	@Test
	void whatItThrowsAtTheEndReachesNobody() {
		String id = this.port.id();
		List<Reason> losses = new CopyOnWriteArrayList<>();
		this.sender.monitor("receiver", losses::add);
		this.broken = true;
		assertThat(BoundedWait.get(this.sender.call(id, "ask"))).isEqualTo(Message.of("answer"));
		assertThat(this.sender.call(id, Message.of("never"), LONG).cancel(true)).isTrue();
		this.broken = false;
		assertThat(BoundedWait.get(this.sender.call(id, "ask"))).isEqualTo(Message.of("answer"));
		assertThat(losses).isEmpty();
	}

	@Test
	void aNullFromItIsToldToTheSender() {
		try (Node node = Nodes.start(NodeConfiguration.builder().sendInterceptor((port, message) -> null).build())) {
			String id = node.open().id();
			assertThatNullPointerException().isThrownBy(() -> node.send(id, "x"))
				.withMessageContaining("return the message that it was given");
			assertThatNullPointerException().isThrownBy(() -> node.call(id, "x"))
				.withMessageContaining("return the message that it was given");
		}
	}

	@Test
	void whatItThrowsIsThrownToTheSender() {
		assertThatIllegalStateException().isThrownBy(() -> this.sender.send(this.port.id(), "refused"))
			.withMessage("refused");
		assertThatIllegalStateException().isThrownBy(() -> this.sender.call(this.port.id(), "refused"));
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> this.sender.call("no port", "x"));
		assertThat(BoundedWait.take(this.ends)).isEmpty();
		this.sender.send(this.port.id(), "last");
		assertThat(BoundedWait.take(this.received)).isEqualTo(Message.of("last"));
	}

	/** Adds headers, and notes ends. */
	private final class Numbering implements SendInterceptor {

		@Override
		public Message send(String port, Message message) {
			if ("refused".equals(message.tag())) {
				throw new IllegalStateException("refused");
			}
			return message.withHeaders(Map.of("sent", "yes"));
		}

		@Override
		public Message spawn(String node, String initFunction, Message arguments) {
			return send(node, arguments);
		}

		@Override
		public Exchange call(String port, Message message) {
			Message sent = send(port, message).withHeaders(Map.of("called", "yes"));
			return new Exchange() {

				@Override
				public Message message() {
					return sent;
				}

				@Override
				public void ended(@Nullable Exception failure) {
					if (SendInterceptorTests.this.broken) {
						throw new IllegalStateException("broken");
					}
					SendInterceptorTests.this.ends.add((failure != null) ? failure.getClass().getSimpleName() : "");
				}

			};
		}

	}

}
