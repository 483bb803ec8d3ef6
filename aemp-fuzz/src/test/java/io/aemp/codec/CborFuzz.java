package io.aemp.codec;

/** CBOR from the network. */
public final class CborFuzz {

	private CborFuzz() {
	}

	/**
	 * Takes an input.
	 * @param input how to cut, and the bytes
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		DecoderFuzz.run(new CborFraming(), input);
	}

}
