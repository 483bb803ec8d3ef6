package io.aemp.transport;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

import io.aemp.Framing;
import io.aemp.Framing.DecodingException;
import io.aemp.Message;
import io.aemp.link.Link.Traffic;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes the input of a link and delivers the packets to the traffic. While the traffic
 * has paused reading, the reader keeps bytes that still arrive; they are few, because the
 * socket is not read then. Runs on the event loop.
 */
final class LinkReader {

	private static final Logger logger = LoggerFactory.getLogger(LinkReader.class);

	private final Framing.Decoder decoder;

	private final Consumer<String> undecodable;

	private final Consumer<String> failure;

	private ByteBuf held;

	private @Nullable Traffic traffic;

	private boolean paused = true;

	/**
	 * Creates a reader.
	 * @param decoder decodes the input
	 * @param first the bytes that have arrived already
	 * @param undecodable receives the reason if the peer sends what is no packet
	 * @param failure receives the reason if this node cannot handle a packet
	 */
	LinkReader(Framing.Decoder decoder, ByteBuf first, Consumer<String> undecodable, Consumer<String> failure) {
		this.decoder = decoder;
		this.held = first;
		this.undecodable = undecodable;
		this.failure = failure;
	}

	/** Sets the receiver of the packets, from the next {@link #resume} on. */
	void setTraffic(Traffic traffic) {
		this.traffic = traffic;
	}

	boolean isPaused() {
		return this.paused;
	}

	/** Reads bytes. The reader releases the buffer. */
	void read(ByteBufAllocator allocator, ByteBuf bytes) {
		if (this.paused) {
			this.held = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, this.held, bytes);
		}
		else {
			decode(bytes);
		}
	}

	/**
	 * Resumes if the traffic agrees, first with the bytes kept here and in the decoder.
	 */
	void resume() {
		if (this.paused && isAgreed()) {
			this.paused = false;
			ByteBuf bytes = this.held;
			this.held = Unpooled.EMPTY_BUFFER;
			decode(bytes);
		}
	}

	private boolean isAgreed() {
		try {
			return this.traffic == null || this.traffic.resumes();
		}
		catch (RuntimeException | Error ex) {
			fail(ex);
			return false;
		}
	}

	private void decode(ByteBuf bytes) {
		try {
			decode(bytes.nioBuffer());
		}
		catch (DecodingException ex) {
			this.undecodable.accept("undecodable packet: " + ex.getMessage());
		}
		catch (RuntimeException | Error ex) {
			fail(ex);
		}
		finally {
			bytes.release();
		}
	}

	private void fail(Throwable ex) {
		logger.error("A packet could not be handled; this is a bug", ex);
		this.failure.accept("internal error: " + CloseMessages.text(ex));
	}

	private void decode(ByteBuffer bytes) throws DecodingException {
		Traffic traffic = this.traffic;
		if (traffic == null) {
			this.decoder.decode(bytes, this::packet);
			return;
		}
		traffic.begins();
		try {
			this.decoder.decode(bytes, this::packet);
		}
		finally {
			this.paused |= !traffic.ends();
		}
	}

	private boolean packet(String port, Message message, int bytes) {
		if (this.traffic == null || !this.traffic.packet(port, message, bytes)) {
			this.paused = true;
		}
		return !this.paused;
	}

	/** Drops the kept bytes and delivers no more packets. */
	void close() {
		this.traffic = null;
		this.paused = true;
		this.held.release();
		this.held = Unpooled.EMPTY_BUFFER;
	}

}
