package io.aemp.outbound;

import java.nio.ByteBuffer;
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
import io.aemp.link.SteppedLink;
import io.aemp.port.Context;
import io.aemp.port.LocalPort;
import io.aemp.port.PortTable;
import io.aemp.port.VirtualWorld;
import io.aemp.testing.BoundedWait;
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

	private final SendQueue sendQueue = new SendQueue(this, this.bounds);

	@Override
	public void demanded(SendQueue sendQueue) {
		this.seen.add("demanded");
	}

	@Override
	public void overflowed(SendQueue sendQueue) {
		this.seen.add("overflowed");
	}

	@Override
	public void writabilityChanged(SendQueue sendQueue) {
		this.seen.add(sendQueue.isWritable() ? "writable" : "not writable");
	}

	private void send(Context context, int letter) {
		this.sendQueue.append(context, "", Message.of((char) letter + TEXT), false);
	}

	private DeferredSend sendWaiting(Context context, int letter) {
		DeferredSend send = new DeferredSend(context) {

			@Override
			public void sent() {
				SendQueueTests.this.seen.add("sent " + (char) letter);
			}

			@Override
			public void failed(Reason reason) {
				SendQueueTests.this.seen.add("failed " + (char) letter + ' ' + reason);
			}

		};
		this.sendQueue.append(send, context, "", Message.of((char) letter + TEXT));
		return send;
	}

	private String take(int count) {
		StringBuilder taken = new StringBuilder();
		for (int i = 0; i < count; i++) {
			ByteBuffer bytes = this.sendQueue.next();
			if (bytes == null) {
				break;
			}
			taken.append((char) bytes.get());
		}
		return taken.toString();
	}

	private void attach() {
		this.sendQueue.attach(new SteppedLink("peer", Map.of("mproto", "1")), Runnable::run);
	}

	private void fill() {
		attach();
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
		attach();
		for (int i = 0; i < 5; i++) {
			send(this.one, 'a');
		}
		assertThat(this.sendQueue.isWritable()).isTrue();
		send(this.one, 'a');
		send(this.one, 'a');
		assertThat(this.sendQueue.isWritable()).isFalse();
		take(4);
		assertThat(this.sendQueue.isWritable()).isFalse();
		take(1);
		assertThat(this.sendQueue.isWritable()).isTrue();
		assertThat(this.seen).containsExactly("not writable", "writable");
	}

	@Test
	void queueOfAPeerThatIsDialledHasTheSameMarks() {
		for (int i = 0; i < 6; i++) {
			send(this.one, 'a');
		}
		assertThat(this.seen).containsExactly("demanded", "not writable");
		assertThat(this.bounds.unconnected()).isPositive();
		attach();
		assertThat(take(10)).isEqualTo("aaaaaa");
		assertThat(this.bounds.unconnected()).isZero();
		assertThat(this.seen).containsExactly("demanded", "not writable", "writable");
	}

	@Test
	void waitsForRoomAndIsSentAtOnceIfThereIsSome() {
		attach();
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
		assertThat(this.sendQueue.isWritable()).isTrue();
	}

	@Test
	void plainMessageOfTheSameContextDoesNotOvertakeOneThatWaits() {
		fill();
		sendWaiting(this.one, 'g');
		send(this.one, 'h');
		send(this.two, 'i');
		this.sendQueue.append(null, "", Message.of('j' + TEXT), false);
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
		BoundedWait.join(thread);
		assertThat(take(20)).isEqualTo("abcdefigh");
	}

	@Test
	void lossFailsWhatWaitsAndWhatComesLater() {
		fill();
		sendWaiting(this.one, 'g');
		this.sendQueue.close();
		sendWaiting(this.one, 'h');
		assertThat(this.seen).doesNotContain("sent h");
		this.seen.clear();
		this.sendQueue.lose(Reason.of("lost"));
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
		this.sendQueue.lose(Reason.of("lost"));
		assertThat(this.seen).hasSize(15).containsOnly("failed g lost");
	}

	@Test
	void allQueuesWithoutConnectionHaveALimitTogether() {
		List<SendQueue> queues = new ArrayList<>();
		for (int i = 0; i < 10 && !this.seen.contains("overflowed"); i++) {
			SendQueue sendQueue = new SendQueue(this, this.bounds);
			queues.add(sendQueue);
			for (int k = 0; k < 15; k++) {
				sendQueue.append(this.one, "", Message.of(TEXT), false);
			}
		}
		assertThat(this.seen).contains("overflowed");
		assertThat(queues).hasSizeBetween(4, 9);
		assertThat(this.bounds.unconnected()).isBetween(6000L, 8000L);
		queues.forEach(SendQueue::close);
		assertThat(this.bounds.unconnected()).isZero();
	}

	@Test
	void marksAreRightAfterRacesOfSendersAndTheConnection() throws Exception {
		attach();
		AtomicInteger sent = new AtomicInteger();
		AtomicInteger next = new AtomicInteger();
		int count = 1000;
		List<Thread> senders = new ArrayList<>();
		for (LocalPort port : List.of(this.one, this.two)) {
			Thread thread = new Thread(() -> {
				for (int i = 0; i < count; i++) {
					DeferredSend send = new DeferredSend(port) {

						@Override
						public void sent() {
							sent.incrementAndGet();
						}

						@Override
						public void failed(Reason reason) {
						}

					};
					while (this.bounds.queue() / SIZE - 10 < i * 2 - next.get()) {
						Thread.yield();
					}
					this.sendQueue.append(send, port, "", Message.of('w' + TEXT));
				}
			});
			senders.add(thread);
			thread.start();
		}
		long end = System.nanoTime() + 60_000_000_000L;
		while (next.get() < 2 * count && System.nanoTime() < end) {
			if (this.sendQueue.next() != null) {
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
		assertThat(this.sendQueue.isWritable()).isTrue();
		assertThat(this.sendQueue.level().isEmpty()).isTrue();
		assertThat(this.seen).doesNotContain("overflowed");
	}

}
