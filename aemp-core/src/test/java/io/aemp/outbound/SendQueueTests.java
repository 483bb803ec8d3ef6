package io.aemp.outbound;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.FlowControl;
import io.aemp.Framing;
import io.aemp.Message;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.link.Link;
import io.aemp.port.Context;
import io.aemp.port.LocalPort;
import io.aemp.port.PortTable;
import io.aemp.port.VirtualWorld;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The queue to a peer, its marks, and the sends that wait for them. */
class SendQueueTests implements SendQueue.Owner {

	/** A message takes so much: 36 bytes of its own and what it costs besides. */
	private static final int SIZE = 100;

	private static final String TEXT = "x".repeat(SIZE - QueueLevel.OVERHEAD - 1);

	private final List<Object> seen = new ArrayList<>();

	private final VirtualWorld world = new VirtualWorld();

	private final PortTable ports = this.world.ports();

	private final LocalPort one = this.ports.open(PortOptions.DEFAULTS);

	private final LocalPort two = this.ports.open(PortOptions.DEFAULTS);

	private final QueueLimits bounds = new QueueLimits(new Framing.PacketLimits(10_000, 10), 2000, 10_000,
			FlowControl.builder().sendHigh(500).sendLow(200).receiveHigh(1).pause(Duration.ofSeconds(1)).build());

	private final SendQueue outbound = new SendQueue(this, this.bounds);

	@Override
	public void demanded(SendQueue outbound) {
		this.seen.add("demanded");
	}

	@Override
	public void overflowed(SendQueue outbound) {
		this.seen.add("overflowed");
	}

	@Override
	public void writabilityChanged(SendQueue outbound) {
		this.seen.add(outbound.isWritable() ? "writable" : "not writable");
	}

	private void send(Context context, int letter) {
		this.outbound.append(context, "", Message.of((char) letter + TEXT), false);
	}

	private DeferredSend sendWaiting(Context context, int letter) {
		DeferredSend send = new DeferredSend(context) {

			@Override
			void sent() {
				SendQueueTests.this.seen.add("sent " + (char) letter);
			}

			@Override
			void failed(Reason reason) {
				SendQueueTests.this.seen.add("failed " + (char) letter + ' ' + reason);
			}

		};
		this.outbound.append(send, context, "", Message.of((char) letter + TEXT));
		return send;
	}

	private String take(int count) {
		StringBuilder taken = new StringBuilder();
		for (int i = 0; i < count; i++) {
			ByteBuffer bytes = this.outbound.departures().next();
			if (bytes == null) {
				break;
			}
			taken.append((char) bytes.get());
		}
		return taken.toString();
	}

	private void fill() {
		this.outbound.attach(new Wire(), Runnable::run);
		for (int letter = 'a'; letter <= 'f'; letter++) {
			send(this.one, letter);
		}
		assertThat(this.seen).containsExactly("not writable");
		this.seen.clear();
	}

	@Test
	void hugeLimitIsALimit() {
		QueueLimits huge = new QueueLimits(new Framing.PacketLimits(10_000, 10), Long.MAX_VALUE, 10_000,
				FlowControl.DEFAULTS);
		assertThat(huge.hold(SIZE)).isTrue();
	}

	@Test
	void isNotWritableAboveTheHighMarkAndAgainAtTheLowOne() {
		this.outbound.attach(new Wire(), Runnable::run);
		for (int i = 0; i < 5; i++) {
			send(this.one, 'a');
		}
		assertThat(this.outbound.isWritable()).isTrue();
		send(this.one, 'a');
		send(this.one, 'a');
		assertThat(this.outbound.isWritable()).isFalse();
		take(4);
		assertThat(this.outbound.isWritable()).isFalse();
		take(1);
		assertThat(this.outbound.isWritable()).isTrue();
		assertThat(this.seen).containsExactly("not writable", "writable");
	}

	@Test
	void queueOfAPeerThatIsDialledHasTheSameMarks() {
		for (int i = 0; i < 6; i++) {
			send(this.one, 'a');
		}
		assertThat(this.seen).containsExactly("demanded", "not writable");
		assertThat(this.bounds.unconnected()).isPositive();
		this.outbound.attach(new Wire(), Runnable::run);
		assertThat(take(10)).isEqualTo("aaaaaa");
		assertThat(this.bounds.unconnected()).isZero();
		assertThat(this.seen).containsExactly("demanded", "not writable", "writable");
	}

	@Test
	void waitsForRoomAndIsSentAtOnceIfThereIsSome() {
		this.outbound.attach(new Wire(), Runnable::run);
		sendWaiting(this.one, 'a');
		assertThat(this.seen).containsExactly("sent a");
		take(1);
		this.seen.clear();
		fill();
		sendWaiting(this.one, 'g');
		sendWaiting(this.two, 'h');
		assertThat(this.seen).isEmpty();
		assertThat(take(3)).isEqualTo("abc");
		assertThat(this.seen).isEmpty();
		assertThat(take(10)).isEqualTo("defgh");
		assertThat(this.seen).containsExactly("writable", "sent g", "sent h");
	}

	@Test
	void moreThanFitWaitOnInOrder() {
		fill();
		for (int letter = 'g'; letter <= 'r'; letter++) {
			sendWaiting((letter % 2 == 0) ? this.one : this.two, letter);
		}
		assertThat(take(4)).isEqualTo("abcd");
		assertThat(this.seen).containsExactly("writable", "sent g", "sent h", "sent i", "not writable", "sent j");
		assertThat(take(20)).isEqualTo("efghijklmnopqr");
		assertThat(this.outbound.isWritable()).isTrue();
	}

	@Test
	void plainMessageOfTheSameContextDoesNotOvertakeOneThatWaits() {
		fill();
		sendWaiting(this.one, 'g');
		send(this.one, 'h');
		send(this.two, 'i');
		this.outbound.append(null, "", Message.of('j' + TEXT), false);
		assertThat(take(20)).isEqualTo("abcdefijgh");
		send(this.one, 'k');
		assertThat(take(20)).isEqualTo("k");
	}

	@Test
	void threadsOutsidePortsKeepTheirOrderEachByItself() throws Exception {
		fill();
		Context outside = this.ports.runtime().outside();
		sendWaiting(outside, 'g');
		send(outside, 'h');
		Thread thread = new Thread(() -> send(outside, 'i'));
		thread.start();
		thread.join();
		assertThat(take(20)).isEqualTo("abcdefigh");
	}

	@Test
	void lossFailsWhatWaitsAndWhatComesLater() {
		fill();
		sendWaiting(this.one, 'g');
		this.outbound.close();
		sendWaiting(this.one, 'h');
		assertThat(this.seen).doesNotContain("sent h");
		this.seen.clear();
		this.outbound.lose(Reason.of("lost"));
		sendWaiting(this.one, 'i');
		assertThat(this.seen).containsExactly("failed g lost", "failed h lost", "failed i lost");
		assertThat(take(10)).isEmpty();
	}

	@Test
	void withdrawnSendIsNotSent() {
		fill();
		DeferredSend send = sendWaiting(this.one, 'g');
		assertThat(send.withdraw()).isTrue();
		assertThat(send.withdraw()).isFalse();
		send(this.one, 'h');
		assertThat(take(20)).isEqualTo("abcdefh");
		DeferredSend sent = sendWaiting(this.one, 'i');
		assertThat(sent.withdraw()).isFalse();
		assertThat(this.seen).containsExactly("writable", "sent i");
	}

	@Test
	void whatWaitsCountsForTheHardLimit() {
		fill();
		for (int i = 0; i < 14; i++) {
			sendWaiting(this.one, 'g');
		}
		assertThat(this.seen).isEmpty();
		sendWaiting(this.one, 'g');
		assertThat(this.seen).contains("overflowed").doesNotContain("sent g");
		this.seen.clear();
		this.outbound.lose(Reason.of("lost"));
		assertThat(this.seen).hasSize(15).containsOnly("failed g lost");
	}

	@Test
	void allQueuesWithoutConnectionHaveALimitTogether() {
		List<SendQueue> outbounds = new ArrayList<>();
		for (int i = 0; i < 10 && !this.seen.contains("overflowed"); i++) {
			SendQueue outbound = new SendQueue(this, this.bounds);
			outbounds.add(outbound);
			for (int k = 0; k < 15; k++) {
				outbound.append(this.one, "", Message.of(TEXT), false);
			}
		}
		assertThat(this.seen).contains("overflowed");
		assertThat(outbounds).hasSizeBetween(4, 9);
		assertThat(this.bounds.unconnected()).isBetween(6000L, 8000L);
		outbounds.forEach(SendQueue::close);
		assertThat(this.bounds.unconnected()).isZero();
	}

	@Test
	void marksAreRightAfterRacesOfSendersAndTheConnection() throws Exception {
		this.outbound.attach(new Wire(), Runnable::run);
		AtomicInteger sent = new AtomicInteger();
		AtomicInteger next = new AtomicInteger();
		int count = 1000;
		List<Thread> senders = new ArrayList<>();
		for (LocalPort port : List.of(this.one, this.two)) {
			Thread thread = new Thread(() -> {
				for (int i = 0; i < count; i++) {
					DeferredSend send = new DeferredSend(port) {

						@Override
						void sent() {
							sent.incrementAndGet();
						}

						@Override
						void failed(Reason reason) {
						}

					};
					while (this.bounds.queue() / SIZE - 10 < i * 2 - next.get()) {
						Thread.yield();
					}
					this.outbound.append(send, port, "", Message.of('w' + TEXT));
				}
			});
			senders.add(thread);
			thread.start();
		}
		long end = System.nanoTime() + 60_000_000_000L;
		while (next.get() < 2 * count && System.nanoTime() < end) {
			if (this.outbound.departures().next() != null) {
				next.incrementAndGet();
			}
			else {
				Thread.yield();
			}
		}
		for (Thread thread : senders) {
			thread.join(60_000);
		}
		assertThat(next).hasValue(2 * count);
		assertThat(sent).hasValue(2 * count);
		assertThat(this.outbound.isWritable()).isTrue();
		assertThat(this.outbound.level().isEmpty()).isTrue();
		assertThat(this.seen).doesNotContain("overflowed");
	}

	/** A link that writes the first element as it is. */
	private static final class Wire implements Link {

		@Override
		public Info info() {
			return new Info("peer", "peer", true, "json", "json", false, Map.of("mproto", "1"));
		}

		@Override
		public void decode(byte[] bytes, Framing.PacketSink sink) throws Framing.DecodingException {
			throw new UnsupportedOperationException();
		}

		@Override
		public void start(Traffic traffic) {
		}

		@Override
		public byte[] encode(String port, Message message) {
			return message.text(0).getBytes(StandardCharsets.ISO_8859_1);
		}

		@Override
		public byte[] encodeLenient(String port, Message message) {
			return encode(port, message);
		}

		@Override
		public void wakeUp() {
		}

		@Override
		public void resume() {
		}

		@Override
		public void close(String message) {
		}

		@Override
		public void abort(String message) {
		}

		@Override
		public long received() {
			return 0;
		}

		@Override
		public long sent() {
			return 0;
		}

		@Override
		public long unblocked() {
			return 0;
		}

		@Override
		public boolean isPaused() {
			return false;
		}

	}

}
