package io.aemp.faults;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import io.aemp.Dispatcher;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortOptions;

/** What a node does that sends, or receives, so many messages a second and no more. */
final class Overload {

	private final AtomicLong count = new AtomicLong();

	private final Node node;

	private final Consumer<String> events;

	private volatile boolean stopped;

	Overload(Node node, Consumer<String> events) {
		this.node = node;
		this.events = events;
	}

	/** Receives at a rate, one message after the other. Returns the port. */
	String receive(int rate) {
		Rate pace = new Rate(rate);
		Port port = this.node.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.BLOCKING)).receive((message) -> {
			pace.await();
			if (message.integer(0) != this.count.getAndIncrement()) {
				this.events.accept("problem " + message.integer(0) + " as number " + this.count);
			}
		});
		return port.id();
	}

	/** Sends at a rate, or as fast as the other node lets it. */
	void send(String port, int rate, int size) {
		this.node.monitor(port, (reason) -> this.events.accept("problem " + reason));
		Rate pace = new Rate(rate);
		Thread thread = new Thread(() -> {
			while (!this.stopped) {
				pace.await();
				try {
					this.node.sendWaiting(port, Message.of(this.count.getAndIncrement(), new byte[size]));
				}
				catch (InterruptedException ex) {
					return;
				}
			}
		}, "sender");
		thread.setDaemon(true);
		thread.start();
	}

	void stop() {
		this.stopped = true;
	}

	/**
	 * Messages until now, and what they leave behind: bytes of the heap in use after a
	 * collection, and bytes of buffers outside it.
	 */
	Measurement measure() {
		System.gc();
		long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
		long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
			.stream()
			.mapToLong(BufferPoolMXBean::getMemoryUsed)
			.sum();
		return new Measurement(this.count.get(), heap, direct);
	}

	/**
	 * A look at one side.
	 *
	 * @param count messages sent or received
	 * @param heap bytes of the heap
	 * @param direct bytes outside it
	 */
	record Measurement(long count, long heap, long direct) {

		String line() {
			return this.count + " " + this.heap + " " + this.direct;
		}

		static Measurement parse(String line) {
			String[] words = line.split(" ");
			return new Measurement(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
		}

	}

	/** Lets so many pass in a second. Belongs to one thread at a time. */
	private static final class Rate {

		private final long interval;

		private long next = System.nanoTime();

		private Rate(int perSecond) {
			this.interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
		}

		void await() {
			// who was late does not hurry
			long now = System.nanoTime();
			this.next = Math.max(this.next + this.interval, now - TimeUnit.MILLISECONDS.toNanos(10));
			while (this.next > now) {
				LockSupport.parkNanos(this.next - now);
				now = System.nanoTime();
			}
		}

	}

}
