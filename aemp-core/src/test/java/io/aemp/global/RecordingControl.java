package io.aemp.global;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.aemp.Message;
import io.aemp.Values;
import io.aemp.dispatch.ControlExecutor;
import io.aemp.node.Control;
import org.jspecify.annotations.Nullable;

/** Notes what a global service sends, as {@code PEER: [FUNCTION, ARGUMENTS]}. */
final class RecordingControl implements Control {

	private final Set<String> connected = new LinkedHashSet<>();

	private final Set<String> joining = new LinkedHashSet<>();

	private final Set<String> full = new LinkedHashSet<>();

	private final ControlExecutor executor;

	private int portion = Integer.MAX_VALUE;

	private final List<String> sent = new ArrayList<>();

	private final List<String> disconnected = new ArrayList<>();

	private final List<String> dialled = new ArrayList<>();

	RecordingControl() {
		this(Runnable::run);
	}

	RecordingControl(ControlExecutor executor) {
		this.executor = executor;
	}

	@Override
	public ControlExecutor executor() {
		return this.executor;
	}

	@Override
	public void request(String node, String function, @Nullable Object... arguments) {
		if (this.connected.contains(node)) {
			Object[] packet = new Object[arguments.length + 1];
			packet[0] = function;
			System.arraycopy(arguments, 0, packet, 1, arguments.length);
			this.sent.add(node + ": " + Values.display(Arrays.asList(packet)));
		}
	}

	@Override
	public int pageSize(String node) {
		return this.portion;
	}

	@Override
	public boolean joinsPages(String node) {
		return this.joining.contains(node);
	}

	@Override
	public boolean isWritable(String node) {
		return !this.full.contains(node);
	}

	/** How much goes into a portion. */
	void pageSize(int bytes) {
		this.portion = bytes;
	}

	/** A peer puts portions together. */
	void joins(String peer) {
		this.joining.add(peer);
	}

	/** A peer takes no more. */
	void full(String peer) {
		this.full.add(peer);
	}

	/** A peer takes more again. */
	void writable(GlobalService service, String peer) {
		this.full.remove(peer);
		service.peerWritable(peer);
	}

	@Override
	public Collection<String> connected() {
		return this.connected;
	}

	@Override
	public void connect(String node) {
		this.dialled.add(node);
	}

	@Override
	public void disconnect(String node, String reason) {
		this.disconnected.add(node);
	}

	void up(GlobalService service, String peer) {
		this.connected.add(peer);
		service.peerUp(peer);
	}

	void seedUp(GlobalService service, String peer) {
		up(service, peer);
		service.seedUp(peer);
	}

	void down(GlobalService service, String peer) {
		this.connected.remove(peer);
		service.peerDown(peer);
	}

	static void receive(GlobalService service, String peer, String function, @Nullable Object... arguments) {
		service.request(peer, function, Message.of(arguments));
	}

	/** What was sent since the last time. */
	List<String> takeSent() {
		List<String> taken = List.copyOf(this.sent);
		this.sent.clear();
		return taken;
	}

	List<String> takeDisconnected() {
		List<String> taken = List.copyOf(this.disconnected);
		this.disconnected.clear();
		return taken;
	}

	List<String> takeDialled() {
		List<String> taken = List.copyOf(this.dialled);
		this.dialled.clear();
		return taken;
	}

}
