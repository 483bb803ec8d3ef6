package io.aemp.boot.page;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/** Tells how long the methods of beans take. Any thread. */
@FunctionalInterface
public interface HandlerTimes {

	/**
	 * What is measured now.
	 * @return the times of each method, empty if nobody measures them
	 */
	Times read();

	/**
	 * The times of all methods.
	 *
	 * @param times one entry for each label and tag
	 */
	record Times(List<Time> times) implements OperationResponseBody {

		/** Nothing is measured. */
		public static final Times NONE = new Times(List.of());

	}

	/**
	 * The times of the methods that receive one message, in milliseconds.
	 *
	 * @param label the label of their ports
	 * @param tag the tag of the message, {@code other} for the default receiver
	 * @param mean how long they take on average since the start
	 * @param max how long the slowest of late has taken
	 * @param p50 half of them take no longer; {@code null} if that is not measured
	 * @param p99 all but one of a hundred take no longer; {@code null} if that is not
	 * measured
	 */
	record Time(String label, String tag, double mean, double max, @Nullable Double p50, @Nullable Double p99) {

	}

}
