package io.aemp.boot.client;

import io.aemp.Message;
import io.aemp.boot.conversion.ElementReader;
import org.jspecify.annotations.Nullable;

/** Reads the answer of a call as the result of one method. */
@FunctionalInterface
interface AnswerReader {

	/** For an answer that tells only that the message was processed. */
	AnswerReader ACKNOWLEDGEMENT = (answer) -> null;

	/** For the answer as it is. */
	AnswerReader WHOLE = (answer) -> answer;

	/** For an answer whose first element is the result. */
	static AnswerReader ofFirst(ElementReader reader) {
		return (answer) -> reader.read(answer.isEmpty() ? null : answer.get(0));
	}

	/**
	 * Reads an answer.
	 * @param answer the answer
	 * @return the result
	 * @throws IllegalArgumentException if it is not of the type
	 */
	@Nullable Object read(Message answer);

}
