package io.aemp.handshake;

import java.util.Optional;

/** What a handshake asks its caller if the peer wants a stream of bytes. */
public interface StreamGate {

	/** Refuses all streams. */
	StreamGate CLOSED = new StreamGate() {

		@Override
		public boolean isOpen() {
			return false;
		}

		@Override
		public Optional<Objection> claim(String node, String id) {
			return Optional.of(Objection.unwanted("there are no streams here"));
		}

	};

	/**
	 * Whether streams are expected at all.
	 * @return whether a peer may ask for one
	 */
	boolean isOpen();

	/**
	 * The peer has proven itself and names the stream that it wants. Called once.
	 * @param node the node ID of the peer
	 * @param id what it names, empty for nothing
	 * @return the objection if this stream is not expected from this peer
	 */
	Optional<Objection> claim(String node, String id);

}
