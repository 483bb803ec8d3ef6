package io.aemp.handshake;

/** A step that the caller of a handshake performs, in the order of the list. */
public sealed interface HandshakeStep {

	/**
	 * Send these lines.
	 *
	 * @param lines one or more lines with their ends, one character per byte
	 */
	record Send(String lines) implements HandshakeStep {

		/** Hides the lines: with the method {@code cleartext} they contain the secret. */
		@Override
		public String toString() {
			return "Send[...]";
		}

	}

	/**
	 * Encrypt both directions from now on, including the steps that follow.
	 *
	 * @param client whether this side is the TLS client
	 */
	record StartTls(boolean client) implements HandshakeStep {

	}

	/**
	 * The peer is authenticated; from now on it sends packets.
	 *
	 * @param peer what the peer has told about itself
	 */
	record Up(AuthenticatedPeer peer) implements HandshakeStep {

	}

	/**
	 * Close the connection at once.
	 *
	 * @param problem the kind of problem
	 * @param text the reason, for people; contains no secrets
	 */
	record Refuse(HandshakeProblem problem, String text) implements HandshakeStep {

	}

}
