// What is known of the network, now and at each of the last events.

import { seconds } from "./format.js";
import { Records } from "./records.js";

/** So many events of each subject are remembered, so that a port that dies in a loop displaces nothing else. */
const MOST_EVENTS = 1000;
const MOST_SAMPLES = 6;

/** A node that keeps silent for longer than its heartbeats allow is suspicious. */
const SUSPICIOUS = 5;

/** How long a lost node stays in the picture, in milliseconds. */
const REMEMBERED = 600000;

export class Model {

	nodes;
	link;
	activity;
	families;
	ports;
	times;
	messages;
	hops;
	log = new Records();

	/** The last events, oldest first. */
	events = [];

	/** The events that can be stepped through: without those of single messages, which may be many. */
	get steps() {
		return this.events.filter(({ kind }) => subjectOf(kind) !== "messages");
	}

	/** The event that the picture shows, undefined for the present. */
	moment;

	/** The time of the node. */
	now = Date.now();

	#samples = [];
	#since;

	/** Whether events are missing among those that are remembered. */
	#gap = false;

	/** Takes what the node has answered. */
	receive({ events, log, ...parts }, now) {
		this.now = now;
		Object.assign(this, parts);
		if (events) {
			this.#receiveEvents(events);
		}
		if (log) {
			this.log.receive(log);
		}
		if (parts.activity) {
			this.#samples = [...this.#samples, { time: performance.now(), counts: countsOf(parts.activity) }].slice(-MOST_SAMPLES);
		}
	}

	/** After which event to ask for more. */
	get lastEvent() {
		return this.#gap ? 0 : this.events.at(-1)?.number ?? 0;
	}

	#receiveEvents({ since, total, events }) {
		const more = events.toReversed();
		const all = this.lastEvent === 0;
		const restarted = since !== this.#since;
		this.#gap = !all && (restarted || total > events.length);
		this.#since = since;
		this.events = newestOfEach(all || restarted ? more : [...this.events, ...more]);
		if (!this.events.includes(this.moment)) {
			this.moment = undefined;
		}
	}

	/** How much a count has grown per second of late, undefined while that is unknown. */
	rate(name) {
		const first = this.#samples[0];
		const last = this.#samples.at(-1);
		if (!first || first === last) {
			return undefined;
		}
		if (!last.counts.has(name)) {
			return undefined;
		}
		// what a port has received is gone with it, which is no reason to call its successor idle
		const counts = this.#samples.map((sample) => sample.counts.get(name) ?? 0);
		const grown = counts.reduce((sum, count, index) => sum + Math.max(0, count - (counts[index - 1] ?? count)), 0);
		return grown * 1000 / (last.time - first.time);
	}

	/**
	 * The peers at the moment that is shown, by their IDs, with those that were lost shortly before. A lost one stays lost
	 * while this node tries to reach it again.
	 */
	peers() {
		const peers = new Map(this.nodes.peers.map((peer) => [peer.node, peer]));
		if (this.moment) {
			this.#undo(peers);
		}
		for (const event of this.#recent("peer-down")) {
			if (peers.get(event.node)?.state !== "UP") {
				peers.set(event.node, { node: event.node, state: "LOST", since: event.time, loss: event });
			}
		}
		return [...peers.values()].sort((one, other) => one.node.localeCompare(other.node, "en", { numeric: true }));
	}

	#undo(peers) {
		for (const [node, peer] of peers) {
			if (peer.state !== "UP") {
				peers.delete(node);
			}
			else {
				peers.set(node, { ...peer, silence: "PT0S", paused: false, queued: undefined });
			}
		}
		for (const { kind, node, number } of this.events.toReversed()) {
			if (number <= this.moment.number) {
				return;
			}
			if (kind === "peer-up") {
				peers.delete(node);
			}
			else if (kind === "peer-down") {
				peers.set(node, { node, state: "UP", writable: true });
			}
			else if (peers.has(node) && (kind === "peer-slow" || kind === "peer-writable")) {
				peers.set(node, { ...peers.get(node), writable: kind === "peer-slow" });
			}
		}
	}

	/** The time of the moment that is shown. */
	get time() {
		return this.moment ? Date.parse(this.moment.time) : this.now;
	}

	/** The events of a kind shortly before the moment that is shown. */
	#recent(kind) {
		return this.events.filter((event) => event.kind === kind && event.number <= (this.moment?.number ?? Infinity)
				&& this.time - Date.parse(event.time) < REMEMBERED);
	}

	/** Ports that died abnormally shortly before the moment that is shown, by their labels: how often, and the last event. */
	recentDeaths() {
		const deaths = new Map();
		for (const last of this.#recent("port-died").filter(({ reason }) => reason.length)) {
			const label = last.label ?? "";
			deaths.set(label, { label, times: (deaths.get(label)?.times ?? 0) + 1, last });
		}
		return [...deaths.values()].sort((one, other) => other.times - one.times);
	}

	/** How long handlers take whose label and, if it is given, tag are these; undefined if that is not measured. */
	timesOf(label, tag) {
		const found = (this.times?.times ?? []).filter((time) => time.label === label && (tag === undefined || time.tag === tag));
		return found.sort((one, other) => other.max - one.max)[0];
	}

	/** How many of the last events have a value. */
	countEvents(kind, field, value) {
		return this.events.filter((event) => event.kind === kind && (event[field] ?? "") === value).length;
	}

}

/** In which of the conditions below a peer is. */
export function conditionOf(peer) {
	return peer.state === "LOST" ? "lost"
		: peer.state === "CONNECTING" ? "connecting"
		: peer.silence && seconds(peer.silence) >= SUSPICIOUS ? "silent"
		: peer.paused ? "paused"
		: peer.writable === false ? "slow" : "up";
}

/** The conditions of a peer: the worst first, and what they mean. */
export const CONDITIONS = {
	lost: "lost",
	silent: "silent",
	slow: "slow: too much waits for it",
	paused: "not read: too much of it waits here",
	connecting: "connecting",
	up: "up",
};

function newestOfEach(events) {
	const sizes = new Map();
	return events.toReversed().filter((event) => {
		const subject = subjectOf(event.kind);
		sizes.set(subject, (sizes.get(subject) ?? 0) + 1);
		return sizes.get(subject) <= MOST_EVENTS;
	}).reverse();
}

/** What events are about, as the node counts them. */
export const SUBJECTS = ["network", "ports", "messages", "faults"];

export const subjectOf = (kind) => /^(peer|role)-/.test(kind) ? "network" : /^port-/.test(kind) ? "ports"
	: /^message-/.test(kind) ? "messages" : "faults";

function countsOf(activity) {
	const counts = new Map(Object.entries(activity).filter(([, value]) => typeof value === "number"));
	activity.labels.forEach(({ label, received }) => counts.set(labelCount(label), received));
	for (const { node, bytesSent, bytesReceived } of activity.links) {
		counts.set(sentCount(node), bytesSent);
		counts.set(receivedCount(node), bytesReceived);
	}
	return counts;
}

/** The name of the count of messages that the ports with a label have received. */
export const labelCount = (label) => `label ${label}`;

/** The names of the counts of bytes that went to a peer, and came from it. */
export const sentCount = (node) => `to ${node}`;
export const receivedCount = (node) => `from ${node}`;
