package io.aemp.trace;

import java.nio.ByteBuffer;

import io.aemp.Framing;
import io.aemp.Message;
import io.aemp.link.Link;

/** A link whose packets are logged. */
final class TracedLink implements Link {

	private final Link link;

	private final PacketTrace trace;

	TracedLink(Link link, PacketTrace trace) {
		this.link = link;
		this.trace = trace;
	}

	@Override
	public void start(Traffic traffic) {
		this.link.start(new TracedTraffic(traffic, this.trace));
	}

	@Override
	public Info info() {
		return this.link.info();
	}

	@Override
	public long age() {
		return this.link.age();
	}

	@Override
	public byte[] encode(String port, Message message) {
		return this.link.encode(port, message);
	}

	@Override
	public ByteBuffer encodeTransient(String port, Message message) {
		return this.link.encodeTransient(port, message);
	}

	@Override
	public byte[] encodeLenient(String port, Message message) {
		return this.link.encodeLenient(port, message);
	}

	@Override
	public void decode(byte[] bytes, Framing.PacketSink sink) throws Framing.DecodingException {
		this.link.decode(bytes, sink);
	}

	@Override
	public void wakeUp() {
		this.link.wakeUp();
	}

	@Override
	public void resume() {
		this.link.resume();
	}

	@Override
	public void close(String message) {
		this.link.close(message);
	}

	@Override
	public void drain(String message) {
		this.link.drain(message);
	}

	@Override
	public void abort(String message) {
		this.link.abort(message);
	}

	@Override
	public long received() {
		return this.link.received();
	}

	@Override
	public long sent() {
		return this.link.sent();
	}

	@Override
	public long unblocked() {
		return this.link.unblocked();
	}

	@Override
	public boolean isPaused() {
		return this.link.isPaused();
	}

}
