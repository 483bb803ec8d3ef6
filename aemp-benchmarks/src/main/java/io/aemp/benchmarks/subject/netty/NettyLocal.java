package io.aemp.benchmarks.subject.netty;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

import io.aemp.benchmarks.process.LocalSystem;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.internal.PlatformDependent;

/**
 * A queue with many producers per port, drained by the event loop to which the port
 * belongs. Ports that are opened one after the other share a loop in pairs.
 */
final class NettyLocal implements LocalSystem {

	private static final IntConsumer NOTHING = (number) -> {
	};

	private final EventLoopGroup group;

	private final List<EventLoop> loops = new ArrayList<>();

	private final Map<String, LoopPort> ports = new ConcurrentHashMap<>();

	private final AtomicLong opened = new AtomicLong();

	NettyLocal(EventLoopGroup group) {
		this.group = group;
		group.forEach((loop) -> this.loops.add((EventLoop) loop));
	}

	@Override
	public IntConsumer open(IntConsumer receiver) {
		return port(openPort(receiver))::send;
	}

	@Override
	public Object openIdle() {
		return openPort(NOTHING);
	}

	@Override
	public void kill(Object reference) {
		LoopPort port = port((String) reference);
		port.loop.execute(() -> {
			this.ports.remove(reference);
			port.monitors.forEach(Runnable::run);
		});
	}

	@Override
	public void monitor(Object reference, Runnable action) {
		LoopPort port = port((String) reference);
		port.loop.execute(() -> port.monitors = List.of(action));
	}

	@Override
	public void close() {
		this.group.shutdownGracefully();
	}

	private String openPort(IntConsumer receiver) {
		long number = this.opened.getAndIncrement();
		String name = "port" + number;
		this.ports.put(name, new LoopPort(this.loops.get((int) (number / 2 % this.loops.size())), receiver));
		return name;
	}

	private LoopPort port(String name) {
		LoopPort port = this.ports.get(name);
		if (port == null) {
			throw new IllegalStateException("There is no " + name);
		}
		return port;
	}

	/** A port, and its mailbox. */
	private static final class LoopPort implements Runnable {

		private static final int BATCH = 256;

		/** Small enough for a million ports. */
		private static final int CHUNK = 64;

		private final EventLoop loop;

		private final IntConsumer receiver;

		private final Queue<Object[]> mailbox = PlatformDependent.newMpscQueue(CHUNK, Integer.MAX_VALUE >> 1);

		private final AtomicBoolean scheduled = new AtomicBoolean();

		/** Belongs to the loop. */
		private List<Runnable> monitors = List.of();

		LoopPort(EventLoop loop, IntConsumer receiver) {
			this.loop = loop;
			this.receiver = receiver;
		}

		void send(int number) {
			this.mailbox.add(new Object[] { "number", number });
			// that was a compare-and-set, which is the fence that this look needs
			if (!this.scheduled.get() && !this.scheduled.getAndSet(true)) {
				this.loop.execute(this);
			}
		}

		@Override
		public void run() {
			this.scheduled.set(false);
			for (int i = 0; i < BATCH; i++) {
				Object[] message = this.mailbox.poll();
				if (message == null) {
					return;
				}
				this.receiver.accept((Integer) message[1]);
			}
			if (!this.scheduled.getAndSet(true)) {
				this.loop.execute(this);
			}
		}

	}

}
