package io.aemp.handshake;

/** What a handshake wants to be done, in the order in which it says so. */
public sealed interface HandshakeStep {

	/**
	 * Send this.
	 *
	 * @param lines one or more lines with their ends, one character per byte
	 */
	record Send(String lines) implements HandshakeStep {

		/** Shows nothing: with the method {@code cleartext} the secret is in it. */
		@Override
		public String toString() {
			return "Send[...]";
		}

	}

	/**
	 * Encrypt from here on, in both directions. What follows to be sent is encrypted.
	 *
	 * @param client whether this side is the TLS client
	 */
	record StartTls(boolean client) implements HandshakeStep {

	}

	/**
	 * The peer is authenticated; what it sends from here on are packets.
	 *
	 * @param peer what it told of itself
	 */
	record Up(AuthenticatedPeer peer) implements HandshakeStep {

	}

	/**
	 * End the connection at once.
	 *
	 * @param problem what kind of problem it is
	 * @param text what is wrong, for people; without secrets
	 */
	record Refuse(HandshakeProblem problem, String text) implements HandshakeStep {

	}

}
