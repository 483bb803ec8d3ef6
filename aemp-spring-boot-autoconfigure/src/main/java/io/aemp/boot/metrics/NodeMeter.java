package io.aemp.boot.metrics;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/** The meters of a node. docs/metrics.md is made from these. */
enum NodeMeter implements MeterDocumentation {

	/** Ports that live. */
	PORTS("aemp.ports", Meter.Type.GAUGE, "ports", "Ports that live, without those that wait for the answer of a call"),

	/** Ports that live, by label. */
	PORTS_BY_LABEL("aemp.ports.by.label", Meter.Type.GAUGE, "ports", "Ports that live, by their label", MeterKey.LABEL),

	/** Paused ports. */
	PORTS_PAUSED("aemp.ports.paused", Meter.Type.GAUGE, "ports", "Ports that take no messages at present"),

	/** Deaths. */
	DEATHS("aemp.ports.deaths", Meter.Type.COUNTER, "ports", "Ports that died", MeterKey.REASON),

	/** Ports opened again. */
	RESTARTS("aemp.ports.restarts", Meter.Type.COUNTER, "ports", "Ports of beans that were opened again after a death"),

	/** Kills by peers. */
	KILLS("aemp.kills.requested", Meter.Type.COUNTER, "kills", "Kills of ports of this node that peers have asked for"),

	/** Messages. */
	RECEIVED("aemp.messages.received", Meter.Type.COUNTER, "messages",
			"Messages that ports have taken from their mailboxes"),

	/** Messages for nobody. */
	UNDELIVERED("aemp.messages.dropped", Meter.Type.COUNTER, "messages",
			"Messages that were dropped because no port with their ID was there: it is dead or never was, or a call "
					+ "was answered twice or too late"),

	/** Waiting messages. */
	WAITING("aemp.mailboxes.waiting", Meter.Type.GAUGE, "messages", "Messages that wait in the mailboxes of ports"),

	/** Waiting messages, by label. */
	WAITING_BY_LABEL("aemp.mailboxes.waiting.by.label", Meter.Type.GAUGE, "messages",
			"Messages that wait in the mailboxes of ports, by the label of the ports", MeterKey.LABEL),

	/** The fullest mailbox. */
	FULLEST("aemp.mailboxes.fullest", Meter.Type.GAUGE, "messages", "Messages that wait in the fullest mailbox"),

	/** The fullest mailbox, by label. */
	FULLEST_BY_LABEL("aemp.mailboxes.fullest.by.label", Meter.Type.GAUGE, "messages",
			"Messages that wait in the fullest mailbox of the ports with a label", MeterKey.LABEL),

	/** Calls that wait. */
	CALLS_PENDING("aemp.calls.pending", Meter.Type.GAUGE, "calls", "Calls that wait for their answer"),

	/** Ended calls. */
	CALLS("aemp.calls", Meter.Type.COUNTER, "calls", "Calls of this node that have ended", MeterKey.OUTCOME),

	/** Messages of handlers. */
	HANDLER_MESSAGES("aemp.handler.messages", Meter.Type.COUNTER, "messages",
			"Messages that methods of beans have received", MeterKey.LABEL, MeterKey.TAG),

	/** Time of handlers. */
	HANDLER("aemp.handler", Meter.Type.TIMER, "seconds",
			"How long methods of beans took, for a sample of the messages; without answers that come later",
			MeterKey.LABEL, MeterKey.TAG),

	/** Failures of handlers. */
	HANDLER_FAILURES("aemp.handler.failures", Meter.Type.COUNTER, "messages",
			"Those of them that could not be processed", MeterKey.LABEL, MeterKey.TAG),

	/** Peers. */
	PEERS("aemp.peers", Meter.Type.GAUGE, "peers", "Nodes to which this node is connected or connecting",
			MeterKey.STATE),

	/** Slow peers. */
	PEERS_UNWRITABLE("aemp.peers.unwritable", Meter.Type.GAUGE, "peers",
			"Peers that should be sent nothing more at present, because too much waits for them"),

	/** Unread connections. */
	PEERS_PAUSED("aemp.peers.paused", Meter.Type.GAUGE, "peers",
			"Peers whose connections are not read at present, because too many of their bytes wait here"),

	/** Monitored ports. */
	MONITORS("aemp.peers.monitors", Meter.Type.GAUGE, "ports", "Ports of peers that this node monitors"),

	/** Silence. */
	SILENCE("aemp.peers.silence", Meter.Type.GAUGE, "seconds",
			"How long the most silent of the connected peers has not been heard from; it is taken for dead at the "
					+ "limits of `aemp.failure-detector`"),

	/** Send queues. */
	QUEUED("aemp.send.queue", Meter.Type.GAUGE, "bytes", "Bytes that wait to be sent to all peers"),

	/** The fullest send queue. */
	QUEUED_MOST("aemp.send.queue.fullest", Meter.Type.GAUGE, "bytes",
			"Bytes that wait for the peer for which the most wait"),

	/** Send queues, by peer. */
	QUEUED_BY_PEER("aemp.send.queue.by.peer", Meter.Type.GAUGE, "bytes", "Bytes that wait to be sent to one peer",
			MeterKey.PEER),

	/** Stalls. */
	STALLS("aemp.send.queue.stalls", Meter.Type.COUNTER, "stalls",
			"How often a peer stopped being writable, because too much waited for it"),

	/** Connections made. */
	OPENED("aemp.connections.opened", Meter.Type.COUNTER, "connections", "Connections to peers that came up"),

	/** Connections made again. */
	REOPENED("aemp.connections.reopened", Meter.Type.COUNTER, "connections",
			"Those of them that came up again after a loss"),

	/** Connections lost. */
	LOST("aemp.connections.lost", Meter.Type.COUNTER, "connections", "Connections to peers that were lost"),

	/** Connections refused. */
	REFUSED("aemp.connections.refused", Meter.Type.COUNTER, "connections",
			"Connections that ended before they were up: wrong secret, another version, not AEMP"),

	/** Packets sent. */
	PACKETS_SENT("aemp.packets.sent", Meter.Type.COUNTER, "packets",
			"Packets that were sent to peers: messages to ports, and requests of the nodes to each other"),

	/** Packets received. */
	PACKETS_RECEIVED("aemp.packets.received", Meter.Type.COUNTER, "packets", "Packets that have arrived from peers"),

	/** Dropped packets. */
	DROPPED("aemp.packets.dropped", Meter.Type.COUNTER, "packets",
			"Packets that this node dropped, because they are not valid or cannot be sent"),

	/** Bytes sent. */
	BYTES_SENT("aemp.network.sent", Meter.Type.COUNTER, "bytes", "Bytes of packets that were sent to peers"),

	/** Bytes received. */
	BYTES_RECEIVED("aemp.network.received", Meter.Type.COUNTER, "bytes",
			"Bytes of packets that have arrived from peers"),

	/** Families. */
	FAMILIES("aemp.database.families", Meter.Type.GAUGE, "families",
			"Families that this node knows: those that it monitors or has entries in"),

	/** Entries. */
	ENTRIES("aemp.database.entries", Meter.Type.GAUGE, "entries", "Entries of these families"),

	/** Changes. */
	CHANGES("aemp.database.changes", Meter.Type.COUNTER, "changes", "How often a family has changed here"),

	/** The delay of the control thread. */
	CONTROL_DELAY("aemp.control.delay", Meter.Type.GAUGE, "seconds",
			"How long a task waits for the control thread, which owns connections and the database; seconds mean that "
					+ "peers may take the node for dead"),

	/** Busy threads. */
	POOL_BUSY("aemp.pool.busy", Meter.Type.GAUGE, "threads",
			"Threads of the pool that run callbacks at present; as many as there are processors mean that others wait"),

	/** The role. */
	ROLE("aemp.node.role", Meter.Type.GAUGE, null, "1 for the role of the node in the network, 0 for the other roles",
			MeterKey.ROLE),

	/** Changes of the role. */
	ROLE_CHANGES("aemp.node.role.changes", Meter.Type.COUNTER, "changes",
			"How often the role of the node or its global node changed");

	private final String name;

	private final Meter.Type type;

	private final @Nullable String unit;

	private final String description;

	private final KeyName[] keys;

	NodeMeter(String name, Meter.Type type, @Nullable String unit, String description, MeterKey... keys) {
		this.name = name;
		this.type = type;
		this.unit = unit;
		this.description = description;
		this.keys = keys;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public @Nullable String getBaseUnit() {
		return this.unit;
	}

	@Override
	public Meter.Type getType() {
		return this.type;
	}

	@Override
	public KeyName[] getKeyNames() {
		return this.keys;
	}

	/** What the meter says, for people. */
	String description() {
		return this.description;
	}

}
