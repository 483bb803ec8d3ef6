// What somebody who looks at the network should look at first.

import { bytes, counted, duration, seconds, since } from "./format.js";
import { CONDITIONS, conditionOf } from "./model.js";

const MOST = 12;

/** Deaths that are this close together look like one event, in milliseconds. */
const TOGETHER = 5000;

/** After so long, in seconds, it is no accident that a connection is not there. */
const UNREACHABLE = 15;

/** What is wrong, the worst first: a text for each, and the node that it is about. */
export function problems(model) {
	const peers = model.peers();
	return [
		...detached(model.nodes),
		...splits(peers),
		...peers.map((peer) => problemOf(peer, model.time)).filter(Boolean),
		...fullMailboxes(model.activity),
		...model.recentDeaths().map((deaths) => deathsOf(deaths, model.time)),
	].sort((one, other) => rankOf(one) - rankOf(other)).slice(0, MOST);
}

const rankOf = ({ condition }) => Object.keys(CONDITIONS).indexOf(condition);

function detached({ role, seeds }) {
	return role === "DETACHED"
		? [{ condition: "lost", text: seeds.length ? `This node reaches none of its seeds: ${seeds.join(", ")}`
			: "This node waits until a global node connects to it" }]
		: [];
}

/** Several nodes that are lost at once are hardly several faults. */
function splits(peers) {
	const times = peers.filter((peer) => conditionOf(peer) === "lost").map((peer) => Date.parse(peer.since)).sort();
	const together = times.filter((time) => times.at(-1) - time < TOGETHER).length;
	return together > 2
		? [{ condition: "lost", text: `${together} nodes were lost together: the network may be divided` }]
		: [];
}

function problemOf(peer, now) {
	const age = (now - Date.parse(peer.since)) / 1000;
	const text = {
		lost: () => `lost ${since(peer.since, now)} ago: ${reasonOf(peer.loss)}`,
		silent: () => `silent for ${Math.round(seconds(peer.silence))} s`,
		slow: () => peer.queued === undefined ? "takes less than it is sent"
			: `takes less than it is sent: ${bytes(peer.queued)} wait`,
		paused: () => "is not read: too much of what it sent waits here",
		connecting: () => age > UNREACHABLE && `cannot be reached for ${duration(age)}`,
	}[conditionOf(peer)];
	return text?.() && { condition: conditionOf(peer), node: peer.node, text: text() };
}

/** The last element of a reason is the one for people. */
const reasonOf = ({ reason, text }) => reason?.at(-1) ?? text;

const deathsOf = ({ label, times, last }, now) => ({ condition: "lost", label,
	text: `${times === 1 ? "died" : `died ${times} times, the last time`} ${since(last.time, now)} ago: ${last.reason.at(-1)}` });

function fullMailboxes(activity) {
	return (activity?.labels ?? [])
		.filter(({ paused }) => paused > 0)
		.map(({ label, paused, waiting }) => ({ condition: "paused", label,
			text: `${counted(paused, "port")} paused, ${counted(waiting, "message")} waiting` }));
}
