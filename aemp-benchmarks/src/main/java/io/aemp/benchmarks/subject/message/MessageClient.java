package io.aemp.benchmarks.subject.message;

import io.aemp.benchmarks.process.Client;

/** A sending side that has only to send a {@link Message}. */
public interface MessageClient extends Client {

	/**
	 * Sends a message.
	 * @param message the message
	 */
	void send(Message message);

	@Override
	default void send(int number) {
		send(new Numbered(Tag.ADD, number));
	}

	@Override
	default void send(byte[] bytes) {
		send(new Octets(Tag.ADD, bytes));
	}

	@Override
	default void ping(int number) {
		send(new Numbered(Tag.PING, number));
	}

}
