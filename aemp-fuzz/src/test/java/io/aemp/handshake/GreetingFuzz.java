package io.aemp.handshake;

import io.aemp.Values;

/** The first line of a peer. */
public final class GreetingFuzz {

	private GreetingFuzz() {
	}

	/**
	 * Takes an input.
	 * @param input the line
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		Greeting greeting;
		try {
			greeting = Greeting.parse(Values.latin1(input));
		}
		catch (HandshakeRefusedException ex) {
			HandshakeFuzz.checkText(ex.step().text());
			return;
		}
		try {
			if (!Greeting.parse(greeting.line()).equals(greeting)) {
				throw new AssertionError("It changes when it is written and read");
			}
		}
		catch (HandshakeRefusedException ex) {
			throw new AssertionError("It is refused when it is written and read", ex);
		}
	}

}
