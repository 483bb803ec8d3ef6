package io.aemp.benchmarks.subject.message;

import io.aemp.benchmarks.process.ClientReceiver;

/**
 * What the sending side of every system does with a message that comes back.
 *
 * @param receiver the driver's
 */
public record ClientSide(ClientReceiver receiver) {

	/**
	 * Takes a message.
	 * @param message has arrived
	 */
	public void take(Message message) {
		Numbered numbered = (Numbered) message;
		switch (numbered.tag()) {
			case Tag.COUNT -> this.receiver.acknowledged(numbered.number());
			case Tag.PONG -> this.receiver.returned((int) numbered.number());
			default -> throw new IllegalArgumentException(numbered.tag());
		}
	}

}
