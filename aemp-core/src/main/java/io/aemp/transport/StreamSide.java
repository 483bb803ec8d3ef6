package io.aemp.transport;

import io.aemp.handshake.StreamGate;
import io.aemp.link.Streams;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** What the handshake of one connection needs to know of streams of bytes. */
interface StreamSide {

	/** For a connection that this side makes for messages. */
	StreamSide NONE = new StreamSide() {

		@Override
		public boolean isOpen() {
			return false;
		}

		@Override
		public boolean claim(String node, String id) {
			return false;
		}

		@Override
		public void established(Channel channel, StreamHandler stream) {
			stream.abort();
		}

	};

	/**
	 * The stream that this side asks for; {@code null} if it does not.
	 */
	default Streams.@Nullable Target target() {
		return null;
	}

	/**
	 * Whether streams of others are expected, see {@link StreamGate#isOpen}.
	 */
	boolean isOpen();

	/**
	 * Claims the stream that an authenticated peer names.
	 * @param node the peer
	 * @param id what it names
	 * @return whether it is expected
	 */
	boolean claim(String node, String id);

	/**
	 * The handshake is over. On the event loop.
	 * @param channel the connection
	 * @param stream what it is now
	 */
	void established(Channel channel, StreamHandler stream);

}
