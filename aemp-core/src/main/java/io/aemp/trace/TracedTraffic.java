package io.aemp.trace;

import java.nio.ByteBuffer;

import io.aemp.Message;
import io.aemp.link.Link;
import org.jspecify.annotations.Nullable;

/** The packets of a traced link. */
final class TracedTraffic implements Link.Traffic {

	private final Link.Traffic traffic;

	private final PacketTrace trace;

	TracedTraffic(Link.Traffic traffic, PacketTrace trace) {
		this.traffic = traffic;
		this.trace = trace;
	}

	@Override
	public @Nullable ByteBuffer next() {
		ByteBuffer packets = this.traffic.next();
		if (packets != null) {
			this.trace.sent(packets);
		}
		return packets;
	}

	@Override
	public boolean packet(String port, Message message, int bytes) {
		this.trace.received(port, message, bytes);
		return this.traffic.packet(port, message, bytes);
	}

	@Override
	public void closing() {
		this.traffic.closing();
	}

	@Override
	public boolean isSoonToGoOn() {
		return this.traffic.isSoonToGoOn();
	}

	@Override
	public boolean resumes() {
		return this.traffic.resumes();
	}

	@Override
	public void begins() {
		this.traffic.begins();
	}

	@Override
	public boolean ends() {
		return this.traffic.ends();
	}

	@Override
	public void closed(String message) {
		this.traffic.closed(message);
	}

}
