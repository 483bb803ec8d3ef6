// The view "Network": the picture, what needs attention, the timeline, and the same as tables.

import { problems } from "./attention.js";
import { html } from "./dom.js";
import { bytes, bytesRate, clock, count, counted, rate, seconds } from "./format.js";
import { graph } from "./graph.js";
import { badge, labelLink, nodeLink } from "./links.js";
import { CONDITIONS, conditionOf, receivedCount, sentCount } from "./model.js";
import { section, table } from "./table.js";
import { eventTable, timeline } from "./timeline.js";

const SHOWN_EVENTS = 12;

export const network = {

	parts: () => ["nodes", "activity"],

	title: () => "Network",

	render(model, { choose, width }) {
		const peers = model.peers();
		return [
			html("div", { class: "split" },
				section("Picture", picture(model, peers, width)),
				section("Attention", attention(model))),
			section("Timeline", timeline(model, choose),
				eventTable("The last events, up to the moment that is shown", eventsUpTo(model).slice(-SHOWN_EVENTS), "")),
			section("Nodes", nodeTable(model, peers)),
		];
	},

};

function picture(model, peers, width) {
	const { nodes, moment } = model;
	if (!peers.length) {
		return noPeers(nodes);
	}
	return html("figure", { class: moment && "past" },
		html("figcaption", {}, moment ? html("strong", {}, `As it was at ${clock(moment.time)}: `) : "", summary(nodes, peers)),
		graph(nodes, peers, width, (node) => moment ? 0 : trafficOf(model, node)),
		legend(peers));
}

/** Bytes per second, both ways. */
const trafficOf = (model, node) => (model.rate(sentCount(node)) ?? 0) + (model.rate(receivedCount(node)) ?? 0);

function summary({ node, total, peers }, shown) {
	const conditions = Object.keys(CONDITIONS).map((condition) => [condition, countOf(shown, condition)]).filter(([, size]) => size);
	const text = `${node} and ${counted(shown.length, "peer")}: ${conditions.map(([name, size]) => `${count(size)} ${name}`).join(", ")}.`;
	return total > peers.length ? `${text} It has ${count(total)} peers; the first ${count(peers.length)} are shown.` : text;
}

const countOf = (peers, condition) => peers.filter((peer) => conditionOf(peer) === condition).length;

/** The conditions that the picture shows. */
function legend(peers) {
	return html("p", { class: "legend" }, Object.keys(CONDITIONS).filter((condition) => countOf(peers, condition))
		.map((condition) => [badge(condition), " "]));
}

function noPeers({ listeners }) {
	return html("div", { class: "empty" },
		html("p", {}, "This node knows no other node."),
		listeners.length
			? html("p", {}, "Start another one with ", html("code", {}, `aemp.seeds=${listeners[0]}`), " and the same ",
				html("code", {}, "aemp.secret"), ".")
			: html("p", {}, "It is local. To let it into a network, set ", html("code", {}, "aemp.seeds"), " or ",
				html("code", {}, "aemp.binds"), "."));
}

function attention(model) {
	const found = problems(model);
	return [
		html("dl", { class: "figures" },
			figure("messages", rate(model.rate("messagesReceived"))),
			figure("out", bytesRate(model.rate("bytesSent"))),
			figure("in", bytesRate(model.rate("bytesReceived"))),
			figure("ports", count(model.activity.ports)),
			figure("calls waiting", count(model.activity.calls))),
		found.length
			? html("ul", { class: "problems" }, found.map(problem))
			: html("p", { class: "empty" }, "Nothing needs attention."),
	];
}

const figure = (name, value) => html("div", {}, html("dt", {}, name), html("dd", {}, value));

function problem({ condition, node, label, text }) {
	const subject = node ? nodeLink(node) : label !== undefined ? labelLink(label) : "";
	return html("li", { class: condition }, subject, " ", text);
}

const eventsUpTo = ({ steps: events, moment }) => moment ? events.slice(0, events.indexOf(moment) + 1) : events;

/** The same as the picture. */
export function nodeTable(model, peers) {
	const { primary } = model.nodes;
	const lost = peers.filter((peer) => peer.state === "LOST")
		.sort((one, other) => other.loss.number - one.loss.number);
	return table({
		caption: "Peers of this node",
		rows: [...peers.filter((peer) => peer.state !== "LOST"), ...lost],
		key: ({ node }) => node,
		empty: "No other node is known.",
		columns: [
			{ name: "node", cell: ({ node }) => [nodeLink(node), node === primary ? html("span", { class: "tag" }, "primary") : ""] },
			{ name: "state", cell: (peer) => badge(conditionOf(peer), conditionOf(peer)) },
			{ name: "since", cell: ({ since }) => since && html("time", { datetime: since, class: "nowrap" }, clock(since)) },
			{ name: "address", cell: ({ address }) => html("span", { class: "id" }, address ?? "") },
			{ name: "framing", cell: ({ framing, tls }) => [framing ?? "", tls ? ", TLS" : ""] },
			{ name: "software", cell: ({ provider }) => provider ?? "" },
			{ name: "out", number: true, cell: ({ node }) => bytesRate(model.rate(sentCount(node))) },
			{ name: "in", number: true, cell: ({ node }) => bytesRate(model.rate(receivedCount(node))) },
			{ name: "waiting", number: true, cell: ({ queued }) => queued === undefined ? "" : bytes(queued) },
			{ name: "silence", number: true, cell: ({ silence }) => silence ? `${seconds(silence).toFixed(1)} s` : "" },
			{ name: "monitors", number: true, cell: ({ monitors }) => monitors === undefined ? "" : count(monitors) },
		],
	});
}
