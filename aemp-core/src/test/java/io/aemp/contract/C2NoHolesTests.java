package io.aemp.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import io.aemp.Node;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.Port;
import io.aemp.Reason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a context that monitors a port sends to it arrives without holes until the monitor
 * action starts, however fast there is a new connection.
 */
class C2NoHolesTests extends RealNodes {

	private static final int CUTS = 150;

	private final CuttingFraming atReceiver = new CuttingFraming("number");

	private final CuttingFraming atSender = new CuttingFraming("ack");

	private final AtomicBoolean finished = new AtomicBoolean();

	private static NodeConfigurationBuilder configuration(String id, CuttingFraming framing) {
		return configuration(id).connectInterval(Duration.ofMillis(100)).customFramings(framing).framings("cutting");
	}

	@Test
	void queuedMessageThatTheFramingCannotWriteEndsTheConnectionAndNothingOvertakesIt() {
		Node receiver = start(configuration("target", this.atReceiver));
		List<Object> seen = new CopyOnWriteArrayList<>();
		Port target = receiver.open((message) -> seen.add(message.get(0)));
		HeldProxy proxy = closeLater(new HeldProxy(receiver.network().listeners().get(0)));
		Node sender = start(configuration("sender", this.atSender).seeds(proxy.address()));
		sender.monitor(target.id(), (reason) -> {
			seen.add(reason.text());
			sender.send(target.id(), "afterwards");
		});
		sender.send(target.id(), "before");
		sender.send(target.id(), CuttingFraming.UNWRITABLE);
		sender.send(target.id(), "behind");
		proxy.release();
		eventually().untilAsserted(() -> assertThat(seen).contains("afterwards"));
		assertThat(seen).doesNotContain("behind").hasSizeLessThanOrEqualTo(3);
		assertThat(seen.toString()).contains("a queued message cannot be sent");
	}

	@Test
	void whatArrivesBetweenTwoMonitorFiringsIsAPrefixOfWhatWasSent() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		Node hub = start(configuration("hub", new CuttingFraming("none")));
		Node receiver = start(configuration("receiver", this.atReceiver).seeds(hub.network().listeners()));
		Node sender = start(configuration("sender", this.atSender).seeds(hub.network().listeners()));
		Arrivals arrivals = new Arrivals();
		Port target = receiver.open().receive("number", (message) -> {
			arrivals.add(message.text(0), message.integer(1), message.integer(2));
			receiver.send(message.text(3), "ack");
		});
		List<Sender> senders = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			senders.add(new Sender(sender, "sender " + i, target.id(), i));
		}
		senders.forEach(Sender::begin);
		for (int round = 0; round < CUTS; round++) {
			CuttingFraming framing = random.nextBoolean() ? this.atReceiver : this.atSender;
			int before = framing.cuts();
			framing.cutAfter(random.nextInt(30));
			eventually().until(() -> framing.cuts() > before || !arrivals.problems.isEmpty());
			assertThat(arrivals.problems).as("seed %d, round %d", seed, round).isEmpty();
		}
		int before = arrivals.count();
		eventually().until(() -> arrivals.count() > before + 100);
		this.finished.set(true);
		assertThat(arrivals.problems).as("seed %d", seed).isEmpty();
		assertThat(senders).isNotEmpty().allSatisfy((one) -> assertThat(one.epoch).isGreaterThan(CUTS / 3));
	}

	/**
	 * A port that keeps sending numbers, and begins a new epoch when its monitor fires.
	 */
	private final class Sender {

		private final Node node;

		private final String name;

		private final String target;

		private final Port port;

		private final int batch;

		private volatile int epoch;

		private int number;

		private Sender(Node node, String name, String target, int batch) {
			this.node = node;
			this.name = name;
			this.target = target;
			this.batch = batch + 1;
			this.port = node.open().receive("ack", (message) -> {
			}).receive("pump", (message) -> pump());
		}

		void begin() {
			this.port.runInContext(() -> monitored(Reason.NORMAL));
		}

		private void monitored(Reason reason) {
			this.epoch++;
			this.number = 0;
			this.node.monitor(this.target, this::monitored);
			send();
			if (this.epoch == 1) {
				this.node.send(this.port.id(), "pump");
			}
		}

		private void pump() {
			if (!C2NoHolesTests.this.finished.get()) {
				for (int i = 0; i < this.batch; i++) {
					send();
				}
				this.node.after(Duration.ofNanos(200_000), this.port.id(), "pump");
			}
		}

		private void send() {
			this.node.send(this.target, "number", this.name, this.epoch, this.number++, this.port.id());
		}

	}

	/** What arrived last of each sender, and what should not have. */
	private static final class Arrivals {

		private final Map<String, long[]> last = new ConcurrentHashMap<>();

		private final List<String> problems = new CopyOnWriteArrayList<>();

		private volatile int count;

		@SuppressWarnings("NonAtomicVolatileUpdate") // in one port only
		void add(String sender, long epoch, long number) {
			this.count++;
			long[] before = this.last.put(sender, new long[] { epoch, number });
			long expected = (before != null && before[0] == epoch) ? before[1] + 1 : 0;
			if (number != expected || (before != null && epoch < before[0])) {
				this.problems.add(sender + ": " + epoch + "/" + number + " after "
						+ ((before != null) ? before[0] + "/" + before[1] : "nothing"));
			}
		}

		int count() {
			return this.count;
		}

	}

}
