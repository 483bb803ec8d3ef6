package io.aemp.transport;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.aemp.handshake.AuthenticatedPeer;
import io.aemp.link.ByteStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import org.jspecify.annotations.Nullable;

/**
 * The stream of bytes that a connection has become. Writes come from any thread; the
 * event loop owns all state unless a member says otherwise.
 */
final class StreamHandler extends ChannelInboundHandlerAdapter implements ByteStream {

	/** The memory of chunks that are not released, above which nothing more is read. */
	private static final int READ_AHEAD = 512 * 1024;

	/** What a chunk costs besides its bytes. */
	private static final int CHUNK_COST = 256;

	private final Channel channel;

	private final String node;

	private final boolean tls;

	/**
	 * Whether the peer ends its output by the close message of TLS, and never without.
	 */
	private final boolean endsByMessage;

	/** What has arrived before there was a receiver. */
	private final Queue<ByteBuf> early = new ArrayDeque<>();

	/** Any thread. */
	private final AtomicInteger unread = new AtomicInteger();

	/** Any thread. */
	private final AtomicBoolean paused = new AtomicBoolean();

	private @Nullable Receiver receiver;

	private boolean ended;

	private boolean closing;

	private boolean over;

	private String problem = CloseMessages.END_OF_FILE;

	StreamHandler(Channel channel, AuthenticatedPeer peer, ByteBuf first) {
		this.channel = channel;
		this.node = peer.node();
		this.tls = peer.tls();
		// others may end the socket only
		this.endsByMessage = this.tls && peer.knowsStreams();
		this.early.add(first);
		channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
	}

	@Override
	public String node() {
		return this.node;
	}

	@Override
	public boolean isEncrypted() {
		return this.tls;
	}

	@Override
	public void start(Receiver receiver) {
		if (!execute(() -> begin(receiver))) {
			receiver.closed(CloseMessages.END_OF_FILE);
		}
	}

	private void begin(Receiver receiver) {
		this.receiver = receiver;
		while (!this.early.isEmpty()) {
			take(this.early.remove());
		}
		if (this.ended) {
			receiver.ended();
		}
		if (this.over) {
			receiver.closed(this.problem);
		}
		else if (!this.paused.get()) {
			goOnReading();
		}
	}

	/** A channel that has read the end must not be asked to read again. */
	private void goOnReading() {
		if (!this.ended && this.channel.isActive()) {
			this.channel.config().setAutoRead(true);
		}
	}

	private boolean execute(Runnable task) {
		try {
			this.channel.eventLoop().execute(task);
			return true;
		}
		catch (RejectedExecutionException ex) {
			return false;
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object message) {
		if (this.receiver == null && !this.closing) {
			this.early.add((ByteBuf) message);
		}
		else {
			take((ByteBuf) message);
		}
	}

	private void take(ByteBuf bytes) {
		Receiver receiver = this.receiver;
		if (receiver == null || this.closing || !bytes.isReadable()) {
			bytes.release();
			return;
		}
		int cost = bytes.capacity() + CHUNK_COST;
		if (this.unread.addAndGet(cost) >= READ_AHEAD && !this.ended) {
			this.channel.config().setAutoRead(false);
			this.paused.set(true);
		}
		receiver.received(new NettyChunk(bytes, () -> released(cost)));
		goOnIfRead();
	}

	/** Any thread. */
	private void released(int cost) {
		this.unread.addAndGet(-cost);
		goOnIfRead();
	}

	private void goOnIfRead() {
		if (this.unread.get() < READ_AHEAD / 2 && this.paused.compareAndSet(true, false)) {
			execute(() -> {
				if (!this.paused.get()) {
					goOnReading();
				}
			});
		}
	}

	@Override
	public void write(ByteBuffer bytes, Consumer<@Nullable String> done) {
		ByteBuf buffer = bytes.isDirect() ? Unpooled.wrappedBuffer(bytes)
				: this.channel.alloc().directBuffer(bytes.remaining()).writeBytes(bytes);
		// always as a task, so that the event loop itself overtakes nobody
		if (!execute(() -> this.channel.writeAndFlush(buffer)
			.addListener((sent) -> done.accept((sent.cause() != null) ? CloseMessages.text(sent.cause()) : null)))) {
			buffer.release();
			done.accept(CloseMessages.END_OF_FILE);
		}
	}

	@Override
	public void shutdownOutput() {
		execute(() -> ChannelCloser.send(this.channel));
	}

	@Override
	public void close() {
		execute(this::beginClose);
	}

	private void beginClose() {
		if (this.closing) {
			return;
		}
		this.closing = true;
		ChannelCloser.send(this.channel).addListener((sent) -> {
			if (this.ended) {
				this.channel.close();
			}
		});
		// the peer may not have read all; closing with unread input would destroy that
		goOnReading();
		this.channel.eventLoop().schedule(() -> this.channel.close(), NettyLink.CLOSE_MILLIS, TimeUnit.MILLISECONDS);
	}

	@Override
	public void abort() {
		execute(this::beginAbort);
	}

	void beginAbort() {
		this.closing = true;
		this.early.forEach(ByteBuf::release);
		this.early.clear();
		ChannelCloser.reset(this.channel);
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
		if (event instanceof ChannelInputShutdownEvent) {
			endOfSocket();
		}
		else if (event instanceof SslCloseCompletionEvent close && close.isSuccess()) {
			end();
		}
		ctx.fireUserEventTriggered(event);
	}

	/**
	 * Whoever cuts the connection can end the socket, but not write the close message.
	 */
	private void endOfSocket() {
		if (this.endsByMessage && !this.ended && !this.closing) {
			this.problem = "the connection has ended without the close message of TLS";
			ChannelCloser.reset(this.channel);
		}
		else {
			end();
		}
	}

	private void end() {
		if (!this.ended) {
			this.ended = true;
			if (this.receiver != null) {
				this.receiver.ended();
			}
		}
		if (this.closing) {
			this.channel.close();
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		this.problem = CloseMessages.text(cause);
		// the peer must not take what it has for the whole
		ChannelCloser.reset(this.channel);
	}

	@Override
	public void channelInactive(ChannelHandlerContext ctx) {
		if (!this.over) {
			this.over = true;
			if (this.receiver != null) {
				this.receiver.closed(this.closing ? null : this.problem);
			}
		}
	}

	/**
	 * Bytes in a buffer of Netty.
	 *
	 * @param bytes the buffer
	 * @param released runs when the buffer was given back
	 */
	private record NettyChunk(ByteBuf bytes, Runnable released) implements Chunk {

		@Override
		public int remaining() {
			return this.bytes.readableBytes();
		}

		@Override
		public void read(byte[] target, int offset, int length) {
			this.bytes.readBytes(target, offset, length);
		}

		@Override
		public void release() {
			this.bytes.release();
			this.released.run();
		}

	}

}
