package io.aemp.link;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.aemp.Framing;
import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/**
 * A link that leads nowhere, and whose thread does nothing until the test does it: unlike
 * links of memory, which work whenever their world runs. A packet is its first element as
 * text, or a single byte if it is empty.
 */
public class SteppedLink implements Link {

	private static final byte[] EMPTY = new byte[1];

	private final List<String> ends = new ArrayList<>();

	private final Info info;

	private @Nullable Traffic traffic;

	private int resumptions;

	public SteppedLink(String peer, Map<String, String> keys) {
		this.info = new Info(peer, peer, true, "json", "json", false, null, keys);
	}

	/** Why it was asked to end. */
	public List<String> ends() {
		return this.ends;
	}

	public boolean isStarted() {
		return this.traffic != null;
	}

	public Traffic traffic() {
		if (this.traffic == null) {
			throw new IllegalStateException("The link was not started");
		}
		return this.traffic;
	}

	/** Its thread takes a packet. Returns whether more may follow. */
	public boolean packet(String port, Object... elements) {
		traffic().begins();
		boolean more = traffic().packet(port, Message.of(elements), 10);
		return traffic().ends() && more;
	}

	/** Its thread goes on after a pause, if it was told to. */
	public void goOn() {
		for (; this.resumptions > 0; this.resumptions--) {
			traffic().resumes();
		}
	}

	/** Its thread does what it was asked to, and leaves. */
	public void leave() {
		traffic().closed(this.ends.isEmpty() ? "Unexpected end-of-file" : this.ends.get(0));
	}

	@Override
	public Info info() {
		return this.info;
	}

	@Override
	public long age() {
		return 0;
	}

	@Override
	public void start(Traffic traffic) {
		this.traffic = traffic;
	}

	@Override
	public byte[] encode(String port, Message message) {
		return message.isEmpty() ? EMPTY : message.text(0).getBytes(StandardCharsets.ISO_8859_1);
	}

	@Override
	public byte[] encodeLenient(String port, Message message) {
		return encode(port, message);
	}

	@Override
	public void decode(byte[] bytes, Framing.PacketSink sink) throws Framing.DecodingException {
		throw new UnsupportedOperationException();
	}

	@Override
	public void wakeUp() {
	}

	@Override
	public void resume() {
		this.resumptions++;
	}

	@Override
	public void close(String message) {
		this.ends.add(message);
	}

	@Override
	public void abort(String message) {
		this.ends.add(message);
	}

	@Override
	public long received() {
		return 0;
	}

	@Override
	public long sent() {
		return 0;
	}

	@Override
	public long unblocked() {
		return 0;
	}

	@Override
	public boolean isPaused() {
		return false;
	}

}
