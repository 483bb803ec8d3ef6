package io.aemp.benchmarks.subject.message;

import io.aemp.benchmarks.process.ServerReceiver;
import org.jspecify.annotations.Nullable;

/**
 * What the receiving side of every system does with a message.
 *
 * @param receiver the driver's
 */
public record ServerSide(ServerReceiver receiver) {

	/**
	 * Takes a message.
	 * @param message has arrived
	 * @return what goes back now, if anything
	 */
	public @Nullable Message take(Message message) {
		if (message instanceof Octets bytes) {
			return count(this.receiver.received(bytes.bytes()));
		}
		Numbered numbered = (Numbered) message;
		return switch (numbered.tag()) {
			case Tag.ADD -> count(this.receiver.received((int) numbered.number()));
			case Tag.PING -> new Numbered(Tag.PONG, numbered.number());
			default -> throw new IllegalArgumentException(numbered.tag());
		};
	}

	private static @Nullable Message count(long count) {
		return (count > 0) ? new Numbered(Tag.COUNT, count) : null;
	}

}
