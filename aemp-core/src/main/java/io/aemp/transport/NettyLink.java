package io.aemp.transport;

import java.nio.ByteBuffer;

import io.aemp.Framing;
import io.aemp.Message;
import io.aemp.link.Link;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Ticker;

/**
 * The connection to an authenticated peer, for any thread. The calling thread encodes
 * packets; all else runs as a task of the {@link LinkHandler} on the event loop.
 */
final class NettyLink implements Link {

	/** How long a closing link tries to send what is left, in milliseconds. */
	static final long CLOSE_MILLIS = 1000;

	/**
	 * How long a link that must not read more waits for answers, in milliseconds. It
	 * always waits that long: nobody knows which messages will still be answered, by a
	 * future, a timer or another thread, and to count them would cost each message.
	 */
	static final long DRAIN_MILLIS = 1000;

	private final Info info;

	private final Framing framing;

	private final Framing peerFraming;

	private final Framing.PacketLimits limits;

	private final LinkHandler handler;

	private final Ticker clock;

	/** When the socket was connected, by the clock. */
	private final long connected;

	NettyLink(Channel channel, Info info, ConnectionSettings settings, ByteBuf first, long connected) {
		this.info = info;
		this.framing = settings.framing(info.ownFraming());
		this.peerFraming = settings.framing(info.framing());
		this.limits = settings.limits();
		this.handler = new LinkHandler(channel, info.node(), settings.autocork(), this.peerFraming.decoder(this.limits),
				first);
		this.clock = channel.eventLoop().ticker();
		this.connected = connected;
	}

	/** The handler for the pipeline of the channel. */
	LinkHandler handler() {
		return this.handler;
	}

	@Override
	public Info info() {
		return this.info;
	}

	@Override
	public long age() {
		return this.clock.nanoTime() - this.connected;
	}

	@Override
	public byte[] encode(String port, Message packet) {
		return this.framing.encode(port, packet, this.limits);
	}

	@Override
	public ByteBuffer encodeTransient(String port, Message packet) {
		return this.framing.encodeTransient(port, packet, this.limits);
	}

	@Override
	public byte[] encodeLenient(String port, Message packet) {
		return this.framing.encodeLenient(port, packet, this.limits);
	}

	@Override
	public void decode(byte[] bytes, Framing.PacketSink sink) throws Framing.DecodingException {
		this.peerFraming.decoder(this.limits).decode(ByteBuffer.wrap(bytes), sink);
	}

	@Override
	public void start(Traffic traffic) {
		if (!this.handler.execute(() -> this.handler.begin(traffic))) {
			traffic.closed(CloseMessages.END_OF_FILE);
		}
	}

	@Override
	public void wakeUp() {
		this.handler.wakeUp();
	}

	@Override
	public void resume() {
		this.handler.execute(this.handler::goOnReading);
	}

	@Override
	public void close(String message) {
		this.handler.execute(() -> this.handler.beginClose(message));
	}

	@Override
	public void drain(String message) {
		this.handler.execute(() -> this.handler.beginDrain(message));
	}

	@Override
	public void abort(String message) {
		this.handler.execute(() -> this.handler.beginAbort(message));
	}

	@Override
	public long received() {
		return this.handler.counts().received();
	}

	@Override
	public long sent() {
		return this.handler.counts().sent();
	}

	@Override
	public long unblocked() {
		return this.handler.counts().unblocked();
	}

	@Override
	public boolean isPaused() {
		return this.handler.isPaused();
	}

}
