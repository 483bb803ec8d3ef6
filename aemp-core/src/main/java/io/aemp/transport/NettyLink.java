package io.aemp.transport;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.aemp.Framing;
import io.aemp.Message;
import io.aemp.node.Link;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to an authenticated peer. All state but the wake-up flag belongs to the
 * event loop of the channel; calls from elsewhere become tasks there.
 */
final class NettyLink extends ChannelInboundHandlerAdapter implements Link {

	/** How long a link that is being closed tries to send what is left. */
	static final long CLOSE_MILLIS = 1000;

	private static final Logger logger = LoggerFactory.getLogger(NettyLink.class);

	private final Channel channel;

	private final Info info;

	private final Framing framing;

	private final Framing peerFraming;

	private final Framing.Limits limits;

	private final boolean autocork;

	private final PacketReader reader;

	/** Whether a drain is certain to come that has not begun. */
	private final AtomicBoolean wakeUpPending = new AtomicBoolean();

	/**
	 * Drains; with autocork only after all that is to be done in this turn of the loop.
	 */
	private final Runnable wakeUpTask;

	private State state = State.SILENT;

	/** Why the link ended, or why it is being closed. */
	private String message = "";

	private @Nullable Traffic traffic;

	private @Nullable PacketWriter writer;

	/** Octets; any thread may ask. */
	private final AtomicLong received = new AtomicLong();

	private final AtomicLong sent = new AtomicLong();

	private final AtomicLong unblocked = new AtomicLong();

	/** Whether the traffic has paused reading; any thread may ask. */
	private volatile boolean paused;

	/** Whether octets are being read, so that {@link #channelReadComplete} is to come. */
	private boolean reading;

	/** Whether the peer has left while reading was paused. */
	private boolean inputEnded;

	NettyLink(Channel channel, Info info, ConnectionSettings settings, ByteBuf first) {
		this.channel = channel;
		this.info = info;
		this.framing = settings.framing(info.ownFraming());
		this.limits = settings.limits();
		this.autocork = settings.autocork();
		this.wakeUpTask = this.autocork ? () -> execute(this::drain) : this::drain;
		this.peerFraming = settings.framing(info.framing());
		this.reader = new PacketReader(this.peerFraming.decoder(settings.limits()), first, this::end);
	}

	@Override
	public Info info() {
		return this.info;
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
	public void decode(byte[] octets, Framing.PacketSink sink) throws Framing.DecodingException {
		this.peerFraming.decoder(this.limits).decode(ByteBuffer.wrap(octets), sink);
	}

	@Override
	public void start(Traffic traffic) {
		if (!execute(() -> begin(traffic))) {
			traffic.closed(Causes.END_OF_FILE);
		}
	}

	@Override
	public void wakeUp() {
		// Either a drain that is pending sees what the caller has just queued, or the
		// caller sees that it has begun.
		VarHandle.fullFence();
		if (this.wakeUpPending.get() || this.wakeUpPending.getAndSet(true)) {
			return;
		}
		boolean drainedAfterReading = this.channel.eventLoop().inEventLoop() && this.reading && !this.autocork;
		if (!drainedAfterReading) {
			execute(this.wakeUpTask);
		}
	}

	@Override
	public void resume() {
		execute(this::goOnReading);
	}

	@Override
	public void close(String message) {
		execute(() -> beginClose(message));
	}

	@Override
	public void abort(String message) {
		execute(() -> beginAbort(message));
	}

	@Override
	public long received() {
		return this.received.get();
	}

	@Override
	public long sent() {
		return this.sent.get();
	}

	@Override
	public long unblocked() {
		return this.unblocked.get();
	}

	@Override
	public boolean isPaused() {
		return this.paused;
	}

	/** Runs a task on the event loop, if it runs still; otherwise the link has ended. */
	private boolean execute(Runnable task) {
		try {
			this.channel.eventLoop().execute(task);
			return true;
		}
		catch (RejectedExecutionException ex) {
			return false;
		}
	}

	private void begin(Traffic traffic) {
		if (this.state == State.ENDED) {
			tellClosed(traffic);
			return;
		}
		this.state = State.RUNNING;
		this.traffic = traffic;
		this.reader.setTraffic(traffic);
		this.writer = new PacketWriter(Objects.requireNonNull(this.channel.pipeline().context(this)), traffic,
				new WriteOutcome());
		goOnReading();
		drain();
	}

	private void goOnReading() {
		if (this.state == State.RUNNING) {
			this.reader.resume();
			updateAutoRead();
			if (this.inputEnded && !this.reader.isPaused()) {
				end(Causes.END_OF_FILE);
			}
		}
	}

	private void updateAutoRead() {
		if (this.state == State.RUNNING) {
			this.paused = this.reader.isPaused();
			this.channel.config().setAutoRead(!this.paused);
		}
	}

	private void drain() {
		// Before anything is taken: who queues something from now on causes another
		// drain.
		this.wakeUpPending.getAndSet(false);
		if (this.writer == null || this.state == State.ENDED || this.inputEnded) {
			return;
		}
		try {
			switch (this.writer.write()) {
				case DONE -> drained();
				case INTERRUPTED -> execute(this::drain);
				case BLOCKED -> {
					// goes on when the socket takes more
				}
			}
		}
		catch (RuntimeException | Error ex) {
			// also without memory: what was taken and not sent must not become a hole
			logger.error("Nothing can be sent to {} any more", this.info.node(), ex);
			end("internal error: " + Causes.text(ex));
		}
	}

	private void drained() {
		if (this.state == State.CLOSING) {
			this.writer = null;
			ChannelEnd.send(this.channel).addListener((sent) -> endSilently());
		}
	}

	private void beginClose(String message) {
		if (this.state == State.SILENT || this.inputEnded) {
			end(message);
		}
		else if (this.state == State.RUNNING) {
			this.state = State.CLOSING;
			this.message = message;
			this.reader.close();
			Objects.requireNonNull(this.traffic).closing();
			this.channel.config().setAutoRead(true);
			this.channel.eventLoop().schedule(() -> {
				endSilently();
				this.channel.close();
			}, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
			drain();
		}
	}

	private void beginAbort(String message) {
		if (this.state != State.ENDED) {
			this.message = message;
		}
		endSilently();
		ChannelEnd.reset(this.channel);
	}

	private void end(String message) {
		if (this.state != State.CLOSING && this.state != State.ENDED) {
			this.message = message;
		}
		endSilently();
		this.channel.close();
	}

	/** Ends the link without closing the channel. */
	private void endSilently() {
		if (this.state == State.ENDED) {
			return;
		}
		this.state = State.ENDED;
		this.reader.close();
		if (this.traffic != null) {
			tellClosed(this.traffic);
		}
	}

	private void tellClosed(Traffic traffic) {
		try {
			traffic.closed(this.message);
		}
		catch (RuntimeException ex) {
			logger.error("The end of the link with {} could not be handled", this.info.node(), ex);
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object octets) {
		if (this.state == State.CLOSING || this.state == State.ENDED) {
			ReferenceCountUtil.release(octets);
			return;
		}
		this.reading = true;
		this.received.addAndGet(((ByteBuf) octets).readableBytes());
		this.reader.read(ctx.alloc(), (ByteBuf) octets);
		updateAutoRead();
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext ctx) {
		this.reading = false;
		if (this.wakeUpPending.get() && !this.autocork) {
			drain();
		}
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext ctx) {
		if (this.channel.isWritable()) {
			drain();
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext ctx) {
		if (this.state == State.RUNNING && this.reader.isPaused()
				&& Objects.requireNonNull(this.traffic).isSoonToGoOn()) {
			// what the peer sent before it left is yet to be taken
			this.inputEnded = true;
		}
		else {
			end(Causes.END_OF_FILE);
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		end(Causes.text(cause));
	}

	/** Goes on, or ends. */
	private final class WriteOutcome implements PacketWriter.Outcome {

		@Override
		public void writable() {
			NettyLink.this.unblocked.incrementAndGet();
			drain();
		}

		@Override
		public void written(int octets) {
			NettyLink.this.sent.addAndGet(octets);
		}

		@Override
		public void failed(Throwable cause) {
			end(Causes.text(cause));
		}

	}

	/** The life of a link. */
	private enum State {

		/** Not started: nothing is read and nothing is written. */
		SILENT,
		/** Packets flow. */
		RUNNING,
		/** What is left is sent, nothing is read. */
		CLOSING,
		/** Nothing is told to the traffic any more. */
		ENDED

	}

}
