package io.aemp.port;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.Message;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Many real threads at one mailbox: order, confinement, and no lost wake-up. */
class MailboxStressTests {

	private final ExecutorService threads = Executors.newFixedThreadPool(4);

	private final VirtualWorld time = new VirtualWorld();

	private final PortTable ports = this.time.ports((dispatcher) -> this.threads, Integer.MAX_VALUE);

	@AfterEach
	void stop() throws InterruptedException {
		this.threads.shutdown();
		assertThat(this.threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void messagesOfEachSenderArriveInOrderAndCallbacksNeverOverlap() throws Exception {
		int senders = 4;
		int messages = 50_000;
		int[] last = new int[senders];
		int[] wrong = new int[1];
		AtomicInteger inside = new AtomicInteger();
		CountDownLatch all = new CountDownLatch(senders * messages);
		LocalPort port = this.ports.open(PortOptions.DEFAULTS);
		port.receive((message) -> {
			int sender = (int) message.get(0);
			if (inside.incrementAndGet() != 1 || (int) message.get(1) != ++last[sender]) {
				wrong[0]++;
			}
			inside.decrementAndGet();
			all.countDown();
		});
		List<Thread> started = new ArrayList<>();
		for (int s = 0; s < senders; s++) {
			int sender = s;
			Thread thread = new Thread(() -> {
				for (int i = 1; i <= messages; i++) {
					port.deliver(Message.of(sender, i));
				}
			});
			started.add(thread);
			thread.start();
		}
		assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
		BoundedWait.join(started);
		assertThat(wrong[0]).isZero();
	}

	@Test
	void noWakeUpIsLostWhenAPortFallsIdleAgainAndAgain() throws Exception {
		CountDownLatch end = new CountDownLatch(1);
		LocalPort one = this.ports.open(PortOptions.DEFAULTS);
		LocalPort two = this.ports.open(PortOptions.DEFAULTS);
		one.receive((message) -> pass(two, (int) message.get(0), end));
		two.receive((message) -> pass(one, (int) message.get(0), end));
		one.deliver(Message.of(100_000));
		assertThat(end.await(60, TimeUnit.SECONDS)).isTrue();
	}

	private void pass(LocalPort to, int rest, CountDownLatch end) {
		if (rest == 0) {
			end.countDown();
		}
		else {
			to.deliver(Message.of(rest - 1));
		}
	}

	@Test
	void everyMonitorFiresWhileThePortDies() throws Exception {
		for (int round = 0; round < 2000; round++) {
			LocalPort port = this.ports.open(PortOptions.DEFAULTS);
			String name = port.id().substring(3);
			CountDownLatch fired = new CountDownLatch(2);
			CountDownLatch done = new CountDownLatch(3);
			Context outside = this.ports.runtime().outside();
			for (int t = 0; t < 2; t++) {
				this.threads.execute(() -> {
					Monitor monitor = new Monitor(outside, null, true, (reason) -> fired.countDown());
					this.ports.monitor(name, monitor);
					done.countDown();
				});
			}
			this.threads.execute(() -> {
				port.kill(Reason.of("end"));
				done.countDown();
			});
			assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
			assertThat(fired.await(60, TimeUnit.SECONDS)).isTrue();
		}
	}

}
