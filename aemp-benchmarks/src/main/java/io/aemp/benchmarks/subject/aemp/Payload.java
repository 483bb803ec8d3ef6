package io.aemp.benchmarks.subject.aemp;

import io.aemp.Message;

/** What calls carry, there and back. */
public interface Payload {

	/** A number, with the tag {@code call}. */
	Payload NUMBER = new Payload() {
		@Override
		public Message request(int number) {
			return Message.of("call", number);
		}

		@Override
		public int number(Message answer) {
			return (int) answer.integer(0);
		}
	};

	/**
	 * Makes the message of a call, without the reply port.
	 * @param number what tells it from others
	 * @return a tag and values
	 */
	Message request(int number);

	/**
	 * Reads an answer completely.
	 * @param answer the answer
	 * @return the number of the call
	 */
	int number(Message answer);

}
