// What somebody who looks at the network should look at first.

import { bytes, count, counted, duration, seconds, since } from "./format.js";
import { CONDITIONS, conditionOf } from "./model.js";

const MOST = 12;

/** So many of those that were lost are named. */
const MOST_LOST = 3;

/** After so long, in milliseconds, a lost node is gone for good, as after an update of all of them. */
const LONG_LOST = 300000;

/** What a connection says whose other end has ended. */
const ENDED = "Unexpected end-of-file";

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
		...losses(peers, model.time),
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

/** Several nodes that are lost at once are hardly several faults, unless as many come: then they are replaced. */
function splits(peers) {
	const lost = peers.filter(isLost);
	const last = Math.max(...lost.map(sinceOf));
	const changed = (peer) => sinceOf(peer) > last - TOGETHER;
	const together = lost.filter(changed).length;
	const came = peers.filter((peer) => conditionOf(peer) === "up" && changed(peer)).length;
	return together - came > 2
		? [{ condition: "lost", text: `${together} nodes were lost together: the network may be divided` }]
		: [];
}

const isLost = (peer) => conditionOf(peer) === "lost";

const sinceOf = (peer) => Date.parse(peer.since);

/** The nodes that were lost of late, the last ones by name. */
function losses(peers, now) {
	const lost = peers.filter((peer) => isLost(peer) && now - sinceOf(peer) < LONG_LOST)
		.sort((one, other) => other.loss.number - one.loss.number);
	const named = lost.slice(0, MOST_LOST).map(({ node, since: time, loss }) => ({ condition: "lost", node,
		text: `lost ${since(time, now)} ago: ${reasonOf(loss)}` }));
	const more = lost.length - named.length;
	return more ? [...named, { condition: "lost",
		text: `${more === 1 ? "1 more was" : `${count(more)} more were`} lost in the last ${since(lost.at(-1).since, now)}` }] : named;
}

function problemOf(peer, now) {
	const age = (now - sinceOf(peer)) / 1000;
	const text = {
		silent: () => `silent for ${Math.round(seconds(peer.silence))} s`,
		slow: () => peer.queued === undefined ? "takes less than it is sent"
			: `takes less than it is sent: ${bytes(peer.queued)} wait`,
		paused: () => "is not read: too much of what it sent waits here",
		connecting: () => age > UNREACHABLE && `cannot be reached for ${duration(age)}`,
	}[conditionOf(peer)];
	return text?.() && { condition: conditionOf(peer), node: peer.node, text: text() };
}

/** The last element of a reason is the one for people. */
function reasonOf({ reason, text }) {
	const cause = reason?.at(-1) ?? text;
	return cause === ENDED ? "it has closed the connection, as a process does that ends" : cause;
}

const deathsOf = ({ label, times, last }, now) => ({ condition: "lost", label,
	text: `${times === 1 ? "died" : `died ${times} times, the last time`} ${since(last.time, now)} ago: ${last.reason.at(-1)}` });

function fullMailboxes(activity) {
	return (activity?.labels ?? [])
		.filter(({ paused }) => paused > 0)
		.map(({ label, paused, waiting }) => ({ condition: "paused", label,
			text: `${counted(paused, "port")} paused, ${counted(waiting, "message")} waiting` }));
}
