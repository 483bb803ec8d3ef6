package io.aemp.transport;

import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.aemp.Framing;
import io.aemp.link.Link;
import io.aemp.link.Link.Traffic;
import io.aemp.loop.SharedLoop;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a {@link NettyLink} on the event loop of its channel, from the first bytes to the
 * end. The event loop owns all state unless a member says otherwise.
 */
final class LinkHandler extends ChannelInboundHandlerAdapter {

	private static final Logger logger = LoggerFactory.getLogger(LinkHandler.class);

	private final Channel channel;

	/** For the log. */
	private final String node;

	private final boolean autocork;

	private final LinkReader reader;

	private final CoalescedFlush flush = new CoalescedFlush();

	/**
	 * Drains the send queue; with autocork only after the other tasks of this turn of the
	 * loop.
	 */
	private final Runnable flushTask;

	private State state = State.SILENT;

	/** Why the link ended, or why it is being closed. */
	private String message = "";

	private @Nullable Traffic traffic;

	private @Nullable LinkWriter writer;

	private final LinkCounters counts = new LinkCounters();

	/** Whether the traffic has paused reading; any thread may read it. */
	private volatile boolean paused;

	/**
	 * Whether a read is in progress, so that {@link #channelReadComplete} will follow.
	 */
	private boolean reading;

	/** Whether the peer has closed the connection while reading was paused. */
	private boolean inputEnded;

	/**
	 * Creates the handler of a channel.
	 * @param node the node ID of the peer
	 * @param autocork whether packets sent within one turn of the loop leave together
	 * @param decoder decodes the input
	 * @param first the bytes that arrived after the last line of the handshake
	 */
	LinkHandler(Channel channel, String node, boolean autocork, Framing.Decoder decoder, ByteBuf first) {
		this.channel = channel;
		this.node = node;
		this.autocork = autocork;
		this.flushTask = autocork ? () -> execute(this::drain) : this::drain;
		this.reader = new LinkReader(decoder, first, this::beginDrain, this::end);
		this.counts.addReceived(first.readableBytes());
	}

	/**
	 * Runs a task on the event loop; any thread.
	 * @return whether the task will run; if not, the loop has shut down and the link has
	 * ended
	 */
	boolean execute(Runnable task) {
		try {
			this.channel.eventLoop().execute(task);
			return true;
		}
		catch (RejectedExecutionException ex) {
			return false;
		}
	}

	/** Schedules a drain of the send queue; any thread. */
	void wakeUp() {
		if (this.flush.ask() && !isDrainedAfterReading()) {
			execute(this.flushTask);
		}
	}

	private boolean isDrainedAfterReading() {
		return this.channel.eventLoop().inEventLoop() && this.reading && !this.autocork;
	}

	/** The counters of the link; any thread. */
	LinkCounters counts() {
		return this.counts;
	}

	/** Whether the traffic has paused reading; any thread. */
	boolean isPaused() {
		return this.paused;
	}

	/** See {@link Link#start}. */
	void begin(Traffic traffic) {
		if (this.state == State.ENDED) {
			tellClosed(traffic);
			return;
		}
		this.state = State.RUNNING;
		this.traffic = traffic;
		this.reader.setTraffic(traffic);
		this.writer = new LinkWriter(Objects.requireNonNull(this.channel.pipeline().context(this)), traffic,
				new WriteOutcome());
		goOnReading();
		drain();
	}

	/** See {@link Link#resume}. */
	void goOnReading() {
		if (this.state == State.RUNNING) {
			this.reader.resume();
			updateAutoRead();
			if (this.inputEnded && !this.reader.isPaused()) {
				end(CloseMessages.END_OF_FILE);
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
		this.flush.begins();
		if (this.writer == null || this.state == State.ENDED || this.inputEnded) {
			return;
		}
		try {
			switch (this.writer.write()) {
				case DONE -> drained();
				case INTERRUPTED -> execute(this::drain);
				case BLOCKED -> {
					// continues when the socket takes more
				}
			}
		}
		catch (RuntimeException | Error ex) {
			// also if memory is exhausted: a packet that was taken but not sent would be
			// missing in the stream, so the link has to end
			logger.error("Sending to {} has failed, the link ends", this.node, ex);
			end("internal error: " + CloseMessages.text(ex));
		}
	}

	private void drained() {
		if (this.state == State.CLOSING) {
			this.writer = null;
			ChannelCloser.send(this.channel).addListener((sent) -> endSilently());
		}
	}

	/**
	 * See {@link Link#drain}. The socket is not read either: a peer that sends nothing
	 * more after its error still gets the answers.
	 */
	void beginDrain(String message) {
		if (this.state == State.RUNNING) {
			this.state = State.DRAINING;
			this.message = message;
			this.reader.close();
			this.paused = true;
			this.channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
			this.channel.config().setAutoRead(false);
			this.channel.eventLoop().schedule(() -> beginClose(message), NettyLink.DRAIN_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	/** See {@link Link#close}. */
	void beginClose(String message) {
		if (this.state == State.SILENT || this.inputEnded) {
			end(message);
		}
		else if (this.state == State.RUNNING || this.state == State.DRAINING) {
			this.message = (this.state == State.RUNNING) ? message : this.message;
			this.state = State.CLOSING;
			this.reader.close();
			Objects.requireNonNull(this.traffic).closing();
			this.channel.config().setAutoRead(true);
			this.channel.eventLoop().schedule(() -> {
				endSilently();
				this.channel.close();
			}, NettyLink.CLOSE_MILLIS, TimeUnit.MILLISECONDS);
			drain();
		}
	}

	/** See {@link Link#abort}. */
	void beginAbort(String message) {
		if (this.state != State.ENDED) {
			this.message = message;
		}
		endSilently();
		ChannelCloser.reset(this.channel);
	}

	private void end(String message) {
		if (this.state == State.SILENT || this.state == State.RUNNING) {
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
			logger.error("The end of the link with {} could not be handled", this.node, ex);
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object bytes) {
		if (this.state != State.SILENT && this.state != State.RUNNING) {
			ReferenceCountUtil.release(bytes);
			return;
		}
		this.reading = true;
		this.counts.addReceived(((ByteBuf) bytes).readableBytes());
		this.reader.read(ctx.alloc(), (ByteBuf) bytes);
		updateAutoRead();
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext ctx) {
		this.reading = false;
		if (this.flush.isPending() && !this.autocork) {
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
			// what the peer sent before it closed is still to be delivered
			this.inputEnded = true;
		}
		else {
			end(CloseMessages.END_OF_FILE);
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		end(CloseMessages.text(cause));
	}

	/** Continues after a write, or ends the link if the write failed. */
	private final class WriteOutcome implements LinkWriter.Outcome {

		@Override
		public void writable() {
			LinkHandler.this.counts.addUnblocked();
			drain();
		}

		@Override
		public void written(int bytes) {
			LinkHandler.this.counts.addSent(bytes);
			SharedLoop.sent(LinkHandler.this.channel.eventLoop());
		}

		@Override
		public void failed(Throwable cause) {
			end(CloseMessages.text(cause));
		}

	}

	/** The states of a link, in their order. */
	private enum State {

		/** Not started: reads nothing and writes nothing. */
		SILENT,
		/** Reads and writes packets. */
		RUNNING,
		/** Reads nothing more, but still waits for answers to what it has read. */
		DRAINING,
		/** Sends what is left, reads nothing. */
		CLOSING,
		/** Ended: calls the traffic no more. */
		ENDED

	}

}
