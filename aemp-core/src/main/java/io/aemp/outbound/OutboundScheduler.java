package io.aemp.outbound;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;

import io.aemp.UnsendableValueException;
import io.aemp.link.Link;
import org.jspecify.annotations.Nullable;

/**
 * Decides what leaves next over a connection: the packets of the send queue in order, and
 * the parts of large messages between them. Belongs to the thread of the link.
 */
final class OutboundScheduler {

	private final SendQueue sendQueue;

	private final PacketEncoder encoder;

	private final PacketQueue packets;

	private final LargeMessageQueue large;

	private final QueueLevel level;

	private final Executor background;

	private final Link link;

	private final PartsAgreement agreement;

	/** The large message that leaves, once it is encoded. */
	private @Nullable LargeMessageTransfer transfer;

	/** How many bytes other packets have taken since the last part. */
	private long passed;

	private boolean encoding;

	private boolean hurried;

	/**
	 * Creates the scheduler of a connection.
	 * @param sendQueue is asked whether anything is to leave at all
	 * @param encoder makes packets for the connection
	 * @param packets the packets in order
	 * @param large large messages, and what must not overtake them
	 * @param level counts what waits
	 * @param background encodes large messages
	 */
	OutboundScheduler(SendQueue sendQueue, PacketEncoder encoder, PacketQueue packets, LargeMessageQueue large,
			QueueLevel level, Executor background) {
		this.sendQueue = sendQueue;
		this.encoder = encoder;
		this.packets = packets;
		this.large = large;
		this.level = level;
		this.background = background;
		this.link = encoder.link();
		this.agreement = encoder.agreement();
	}

	/** The next packets. */
	@Nullable ByteBuffer next() {
		try {
			return nextBytes();
		}
		catch (UnsendableValueException ex) {
			giveUp(ex);
			return null;
		}
	}

	private @Nullable ByteBuffer nextBytes() {
		ByteBuffer bytes = isPartDue() ? nextPart() : null;
		while (bytes == null) {
			Object item = take();
			bytes = (item != null) ? bytes(item) : nextPart();
			// after the poll: what is appended while the queue is being discarded must
			// not get ahead of what was there
			if (item == null || !this.sendQueue.isDemanded()) {
				break;
			}
			this.passed += (bytes != null) ? bytes.remaining() : 0;
		}
		return this.sendQueue.isDemanded() ? bytes : null;
	}

	/** Takes the first item that has to wait for nothing any more. */
	private @Nullable Object take() {
		Object item = this.large.pollReady();
		if (item == null) {
			do {
				item = this.packets.take();
				this.level.release(item);
			}
			while (item instanceof QueuedPacket packet && isKept(packet));
		}
		if (item != null) {
			this.level.leaves(item);
		}
		return item;
	}

	/** Whether a packet waits for a large message now, or is one. */
	private boolean isKept(QueuedPacket packet) {
		if (packet.isLarge() && !this.agreement.isAgreed()) {
			this.large.unexpect();
			return false;
		}
		boolean kept = this.large.mustWait(packet);
		if (kept) {
			this.large.add(packet);
			this.level.stepsAside(QueueLevel.size(packet));
		}
		return kept;
	}

	/** The bytes of packets, {@code null} if the peer would not understand them. */
	private @Nullable ByteBuffer bytes(Object item) {
		if (item instanceof PacketQueue.Batch batch) {
			return batch.bytes();
		}
		QueuedPacket packet = (QueuedPacket) item;
		return packet.isIdle(this.link) ? null : this.encoder.encode(packet);
	}

	/** Whether other packets have had their share since the last part. */
	private boolean isPartDue() {
		return this.passed >= this.agreement.part();
	}

	/** The next part of a large message, {@code null} if none can leave now. */
	private @Nullable ByteBuffer nextPart() {
		QueuedPacket message = this.large.peekLarge();
		LargeMessageTransfer transfer = (message != null) ? transfer(message) : null;
		if (message == null || transfer == null) {
			return null;
		}
		this.passed = 0;
		byte[] packet = transfer.isTaken() ? end(message, transfer) : part(message, transfer);
		return (packet != null) ? ByteBuffer.wrap(packet) : null;
	}

	/** The transfer of a message, {@code null} while the message is not encoded. */
	private @Nullable LargeMessageTransfer transfer(QueuedPacket message) {
		if (this.transfer == null) {
			ByteBuffer bytes = this.hurried ? message.encode(this.link) : message.bytes();
			if (bytes == null) {
				encode(message);
				return null;
			}
			this.encoding = false;
			this.transfer = new LargeMessageTransfer(bytes, this.agreement.part());
			if (this.hurried) {
				this.transfer.hurry();
			}
		}
		return this.transfer;
	}

	/** Not here, because it may take long. */
	private void encode(QueuedPacket message) {
		if (this.encoding) {
			return;
		}
		this.encoding = true;
		this.background.execute(() -> {
			try {
				this.encoder.encode(message);
				this.link.wakeUp();
			}
			catch (UnsendableValueException ex) {
				giveUp(ex);
			}
		});
	}

	private byte @Nullable [] part(QueuedPacket message, LargeMessageTransfer transfer) {
		int before = transfer.sent();
		byte[] part = transfer.next(this.link);
		left(Math.min(transfer.sent(), message.size()) - Math.min(before, message.size()));
		return part;
	}

	private byte[] end(QueuedPacket message, LargeMessageTransfer transfer) {
		this.transfer = null;
		this.large.removeLarge();
		left(QueueLevel.size(message) - Math.min(transfer.sent(), message.size()));
		this.large.unexpect();
		return this.link.encode("", PartsAgreement.end());
	}

	private void left(long bytes) {
		if (bytes > 0) {
			this.large.sent(bytes);
			this.level.leaves(bytes);
		}
	}

	/**
	 * The peer has taken bytes of the message that is on its way.
	 * @throws IllegalArgumentException if it cannot have
	 */
	void taken(long bytes) {
		LargeMessageTransfer transfer = this.transfer;
		if (transfer == null) {
			throw new IllegalArgumentException("the peer has taken parts that were not sent");
		}
		transfer.taken(bytes);
		this.link.wakeUp();
	}

	/** The connection is being closed: nothing waits for the peer any more. */
	void hurry() {
		this.hurried = true;
		if (this.transfer != null) {
			this.transfer.hurry();
		}
	}

	/**
	 * A message cannot be sent, and its sender is gone: without a loss it and what
	 * follows would be holes. Any thread.
	 */
	private void giveUp(UnsendableValueException ex) {
		this.sendQueue.close();
		this.link.close("a queued message cannot be sent: " + ex.getMessage());
	}

}
