package io.aemp.boot.stream;

/**
 * The words of a stream. The request is an ordinary message with a reply port, whose tag
 * is that of a plain call with {@code ;stream} behind it. No tag is ever taken apart: a
 * port that offers a stream receives both tags.
 */
public final class StreamProtocol {

	/**
	 * First answer: the ID of the port that takes {@link #REQUEST} follows. A sender that
	 * names none sends as fast as it likes.
	 */
	public static final String SUBSCRIBED = "subscribed";

	/** Answer: what a plain call would be answered for one value follows. */
	public static final String NEXT = "next";

	/** Demand: how many further values may be sent follows. */
	public static final String REQUEST = "request";

	private StreamProtocol() {
	}

	/**
	 * The tag that asks for a stream.
	 * @param tag the tag of a plain call
	 * @return the tag of the request
	 */
	public static String tag(String tag) {
		return tag + ";stream";
	}

}
