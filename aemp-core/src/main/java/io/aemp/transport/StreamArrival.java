package io.aemp.transport;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.aemp.link.ByteStream;
import io.aemp.link.Streams.Acceptor;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * The accepting side of one connection that may become a stream. The stream moves to an
 * event loop for streams, because it would delay the messages of others on its own.
 */
final class StreamArrival implements StreamSide {

	private final Acceptor acceptor;

	private final Supplier<EventLoop> loops;

	private @Nullable Consumer<ByteStream> taker;

	/**
	 * Creates the side.
	 * @param acceptor knows what is expected
	 * @param loops gives an event loop for streams
	 */
	StreamArrival(Acceptor acceptor, Supplier<EventLoop> loops) {
		this.acceptor = acceptor;
		this.loops = loops;
	}

	@Override
	public boolean isOpen() {
		return this.acceptor.isOpen();
	}

	@Override
	public boolean claim(String node, String id) {
		this.taker = this.acceptor.claim(node, id);
		return this.taker != null;
	}

	@Override
	public void established(Channel channel, StreamHandler stream) {
		Consumer<ByteStream> taker = Objects.requireNonNull(this.taker);
		EventLoop loop = this.loops.get();
		// the proof of this side must have left before
		channel.writeAndFlush(channel.alloc().buffer(0))
			.addListener((flushed) -> channel.deregister().addListener((left) -> {
				if (left.cause() != null) {
					channel.close();
				}
				loop.register(channel).addListener((moved) -> {
					if (moved.cause() != null) {
						channel.close();
					}
					taker.accept(stream);
				});
			}));
	}

}
