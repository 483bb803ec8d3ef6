package io.aemp.node;

import java.nio.ByteBuffer;
import java.util.List;

import io.aemp.Framing;
import io.aemp.Framing.DecodingException;
import io.aemp.Message;
import io.aemp.codec.CborFraming;
import io.aemp.codec.JsonFraming;

/**
 * Packets of an authenticated peer at a whole node, global service included. The first
 * byte chooses framing, role and whether the peer is to be global; the rest is what the
 * peer sends.
 */
public final class NodePortFuzz {

	private static final Framing.PacketLimits LIMITS = new Framing.PacketLimits(1 << 14, 64);

	private NodePortFuzz() {
	}

	/**
	 * Takes an input.
	 * @param input choice and packets
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		if (input.length < 1) {
			return;
		}
		FuzzedNode node = new FuzzedNode((input[0] & 1) == 0);
		FuzzedLink link = node.connect("peer");
		Framing framing = ((input[0] & 2) == 0) ? new JsonFraming() : new CborFraming();
		try {
			Framing.Decoder decoder = framing.decoder(LIMITS);
			ByteBuffer bytes = ByteBuffer.wrap(input, 1, input.length - 1);
			int before;
			do {
				before = link.taken();
				decoder.decode(bytes, link::packet);
				// what waits for the control executor must not wait for ever
				run(node, link);
				require(!link.isPaused(), "Reading does not go on");
			}
			while (link.taken() > before);
		}
		catch (DecodingException ex) {
			// the connection ends then
		}
		require(!link.isClosed(), "A packet ended the connection");
		check(node, link);
	}

	private static void check(FuzzedNode node, FuzzedLink link) {
		// all that was asked for has taken effect when an echo comes
		link.clear();
		link.packet("", Message.of("snd", "peer#echo", "ping"), 20);
		run(node, link);
		require(link.packets().contains(List.of("echo", "ping")), "The node does not answer any more");
		link.end();
		node.run();
		node.checkNothingLeft();
	}

	private static void run(FuzzedNode node, FuzzedLink link) {
		do {
			node.run();
		}
		while (link.goOn());
	}

	static void require(boolean condition, String problem) {
		if (!condition) {
			throw new AssertionError(problem);
		}
	}

}
