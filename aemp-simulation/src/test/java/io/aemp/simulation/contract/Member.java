package io.aemp.simulation.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aemp.NodeObserver;
import io.aemp.Reason;
import io.aemp.runtime.ManagedNode;

/** One start of a node, with the ports and database entries that it has. */
final class Member implements NodeObserver {

	private final List<Actor> actors = new ArrayList<>();

	/** What this node has set in the database. */
	private final Map<String, Map<String, Object>> entries = new LinkedHashMap<>();

	private final Oracle oracle;

	private final String host;

	private final boolean mailboxLimit;

	private final Sender outside;

	private ManagedNode node;

	private boolean running = true;

	private boolean closing;

	private boolean withdrawn;

	Member(Oracle oracle, String host, int start, boolean mailboxLimit) {
		this.oracle = oracle;
		this.host = host;
		this.mailboxLimit = mailboxLimit;
		this.outside = new Sender(host + "!" + start, this);
	}

	void join(ManagedNode node) {
		this.node = node;
	}

	ManagedNode node() {
		return this.node;
	}

	String host() {
		return this.host;
	}

	/** Where others find it. */
	String address() {
		return this.host + ":4040";
	}

	boolean hasMailboxLimit() {
		return this.mailboxLimit;
	}

	Sender outside() {
		return this.outside;
	}

	List<Actor> actors() {
		return this.actors;
	}

	void add(Actor actor) {
		this.actors.add(actor);
	}

	boolean isRunning() {
		return this.running;
	}

	void set(String family, String subkey, Object value) {
		if (!this.withdrawn) {
			this.entries.computeIfAbsent(family, (name) -> new LinkedHashMap<>()).put(subkey, value);
		}
	}

	void delete(String family, String subkey) {
		this.entries.computeIfAbsent(family, (name) -> new LinkedHashMap<>()).remove(subkey);
	}

	Map<String, Object> entries(String family) {
		return this.entries.getOrDefault(family, Map.of());
	}

	boolean isWithdrawn() {
		return this.withdrawn;
	}

	/** Its entries are gone, and it sets no more; all else goes on. */
	void withdraw() {
		this.withdrawn = true;
		this.entries.clear();
		this.node.withdraw();
	}

	boolean isClosing() {
		return this.closing;
	}

	void close() {
		this.closing = true;
		this.node.close();
		end();
	}

	/** The process is gone, and all that was in it. */
	void end() {
		this.running = false;
		this.outside.end();
		this.actors.forEach(Sender::end);
		this.entries.clear();
	}

	@Override
	public void portDied(String port, Reason reason, boolean monitored) {
		this.oracle.deaths().died(port, reason);
	}

	@Override
	public void peerDown(String node, Reason reason) {
		this.oracle.peerDown(this, node, reason);
	}

	@Override
	public void packetDropped(String node, String problem) {
		this.oracle.packetDropped(this, node, problem);
	}

	@Override
	public String toString() {
		return this.host;
	}

}
