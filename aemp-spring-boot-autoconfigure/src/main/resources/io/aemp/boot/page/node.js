// The view "Node": this node with its ports, or a peer with what this node knows of it.

import { changeButton } from "./change.js";
import { html } from "./dom.js";
import { bytes, clock, count, rate, seconds, value } from "./format.js";
import { badge, nodeOf } from "./links.js";
import { conditionOf } from "./model.js";
import { nodeTable } from "./network.js";
import { labelTable } from "./ports.js";
import { facts, section, table } from "./table.js";
import { eventTable } from "./timeline.js";

export const node = {

	parts: (id) => id === undefined ? ["nodes", "activity", "times"] : ["nodes", "activity", "families", "link"],

	title: (id) => id ? `Node ${id}` : "This node",

	render(model, { id }) {
		return !id || id === model.nodes.node ? thisNode(model) : peer(model, id);
	},

};

function thisNode(model) {
	const { nodes, activity } = model;
	return [
		section("Facts", facts([
			["node", nodes.node],
			["role", nodes.role.toLowerCase()],
			["primary", nodes.primary],
			["listens on", nodes.listeners.join(", ") || "nothing: it is local or private"],
			["seeds", nodes.seeds.join(", ") || "none"],
			["messages", rate(model.rate("messagesReceived"))],
			["packets out, in", `${rate(model.rate("packetsSent"))}, ${rate(model.rate("packetsReceived"))}`],
			["bytes out, in, in all", `${bytes(activity.bytesSent)}, ${bytes(activity.bytesReceived)}`],
			["calls that wait for their answer", count(activity.calls)],
		]), !nodes.draining && drainButton(nodes.node)),
		section("Ports by label", labelTable(model)),
		section("Links", nodeTable(model, model.peers())),
	];
}

function peer(model, id) {
	const known = model.peers().find(({ node }) => node === id);
	const events = model.events.filter((event) => event.node === id);
	return [
		section("Link", known ? [linkFacts(known, model.link.link), known.state === "UP" && disconnectButton(id)] : html("p", { class: "empty" }, "This node has no connection to ",
			html("span", { class: "id" }, id), ". Another node may have one: open the page there.")),
		known?.greeting && section("Greeting", facts(Object.entries(known.greeting))),
		section("Families", memberships(model.families, id)),
		section("Events", eventTable(`Events of ${id}`, events, "Nothing has happened to this link of late.")),
	];
}

const drainButton = (id) => changeButton("Take out of service", {
	question: `Take node ${id} out of service?`,
	consequences: [
		"Its ports leave their families, so that nobody finds them any more. It goes on to answer what it is asked, and its health is OUT_OF_SERVICE.",
		"This is final: nothing but a restart takes it back into service.",
	],
	name: "drain",
	parameters: {},
});

const disconnectButton = (id) => changeButton("Disconnect", {
	question: `End the connection to ${id}?`,
	consequences: [
		"It is as a loss: monitors of ports there fire, calls that wait for them fail, and what is queued for it is dropped.",
		"Who needs the connection makes it again.",
	],
	name: "disconnect",
	parameters: { node: id },
});

function linkFacts(peer, { connection, roundTrip, problem } = {}) {
	return facts([
		["state", badge(conditionOf(peer), conditionOf(peer))],
		["there and back, now", roundTrip ? `${(seconds(roundTrip) * 1000).toFixed(1)} ms` : problem],
		["since", clock(peer.since)],
		["reason of the loss", peer.loss?.text],
		["address", peer.address],
		["framing", peer.framing],
		["made by", connection && (connection.dialled ? "this node" : "the peer")],
		["bytes out, in", connection && `${bytes(connection.bytesSent)}, ${bytes(connection.bytesReceived)}`],
		["certificate ends", connection?.certificateEnd],
		["encrypted", peer.tls === undefined ? undefined : peer.tls ? "yes" : "no"],
		["software", peer.provider],
		["bytes that wait", peer.queued === undefined ? undefined : bytes(peer.queued)],
		["silence", peer.silence && `${seconds(peer.silence).toFixed(1)} s`],
		["ports monitored there", peer.monitors === undefined ? undefined : count(peer.monitors)],
	]);
}

function memberships({ families }, id) {
	const rows = Object.entries(families).flatMap(([family, members]) => Object.entries(members)
		.filter(([subkey]) => nodeOf(subkey) === id)
		.map(([subkey, given]) => ({ family, subkey, given })));
	return table({
		caption: `Members of families on ${id}`,
		rows,
		key: ({ family, subkey }) => `${family} ${subkey}`,
		empty: "No port of it is in a family that this node knows.",
		columns: [
			{ name: "family", cell: ({ family }) => html("a", { href: `#/families/${encodeURIComponent(family)}` }, family) },
			{ name: "subkey", cell: ({ subkey }) => html("span", { class: "id" }, subkey) },
			{ name: "value", cell: ({ given }) => value(given) },
		],
	});
}
