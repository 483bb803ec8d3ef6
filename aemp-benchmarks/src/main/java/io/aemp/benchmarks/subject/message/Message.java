package io.aemp.benchmarks.subject.message;

/** What is sent. */
public sealed interface Message permits Numbered, Octets {

	/**
	 * What the message is about.
	 * @return one of {@link Tag}
	 */
	String tag();

}
