package io.aemp.transport;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import org.jspecify.annotations.Nullable;

/**
 * The event loops of streams of bytes. They are others than those of messages, so that a
 * stream at full speed does not delay messages. Made with the first stream. Any thread.
 */
final class StreamLoops {

	private final Supplier<EventLoopGroup> factory;

	private @Nullable EventLoopGroup loops;

	private boolean closed;

	StreamLoops(Supplier<EventLoopGroup> factory) {
		this.factory = factory;
	}

	synchronized EventLoop next() {
		if (this.closed) {
			throw new RejectedExecutionException("the node is leaving the network");
		}
		EventLoopGroup present = (this.loops != null) ? this.loops : this.factory.get();
		this.loops = present;
		return present.next();
	}

	/** Waits for some seconds at most. */
	void close(long seconds) {
		EventLoopGroup present;
		synchronized (this) {
			this.closed = true;
			present = this.loops;
		}
		if (present != null) {
			present.shutdownGracefully(0, seconds, TimeUnit.SECONDS)
				.awaitUninterruptibly(2 * seconds, TimeUnit.SECONDS);
		}
	}

}
