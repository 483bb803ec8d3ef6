package io.aemp.handshake;

/** What a handshake wants to be done, in the order in which it says so. */
public sealed interface Step {

	/**
	 * Send this.
	 *
	 * @param lines one or more lines with their ends, one character per octet
	 */
	record Send(String lines) implements Step {

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
	record StartTls(boolean client) implements Step {

	}

	/**
	 * The peer is authenticated; what it sends from here on are packets.
	 *
	 * @param peer what it told of itself
	 */
	record Up(Peer peer) implements Step {

	}

	/**
	 * End the connection at once.
	 *
	 * @param problem what kind of problem it is
	 * @param text what is wrong, for people; without secrets
	 */
	record Refuse(Problem problem, String text) implements Step {

	}

}
