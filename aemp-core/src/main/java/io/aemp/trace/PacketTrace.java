package io.aemp.trace;

import java.nio.ByteBuffer;

import io.aemp.Framing;
import io.aemp.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the packets of one connection, as Perl nodes do with the environment variable
 * {@code PERL_ANYEVENT_MP_TRACE}. The thread of the link calls all methods.
 */
final class PacketTrace {

	private static final Logger logger = LoggerFactory.getLogger("io.aemp.trace");

	private final String node;

	/** In which this side sends. */
	private final Framing framing;

	private final Framing.PacketLimits limits;

	PacketTrace(String node, Framing framing, Framing.PacketLimits limits) {
		this.node = node;
		this.framing = framing;
		this.limits = limits;
	}

	void received(String port, Message message, int bytes) {
		if (logger.isInfoEnabled()) {
			logger.info("RCV {} -> {}", this.node, PacketText.of(port, message, bytes));
		}
	}

	/**
	 * Logs packets that leave now.
	 * @param packets whole packets; left as they are
	 */
	void sent(ByteBuffer packets) {
		if (!logger.isInfoEnabled()) {
			return;
		}
		try {
			this.framing.decoder(this.limits).decode(packets.duplicate(), this::sent);
		}
		catch (Framing.DecodingException | RuntimeException ex) {
			// a custom framing may write what only others read
			logger.info("SND {} <- {} bytes that this node cannot read", this.node, packets.remaining());
		}
	}

	private boolean sent(String port, Message message, int bytes) {
		logger.info("SND {} <- {}", this.node, PacketText.of(port, message, bytes));
		return true;
	}

}
