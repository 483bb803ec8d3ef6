package io.aemp.codec;

/** JSON from the network. */
public final class JsonFuzz {

	private JsonFuzz() {
	}

	/**
	 * Takes an input.
	 * @param input how to cut, and the bytes
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		DecoderFuzz.run(new JsonFraming(), input);
	}

}
