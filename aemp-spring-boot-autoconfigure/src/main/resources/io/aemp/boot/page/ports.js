// The view "Ports": the ports of this node by label, or those with one label.

import { changeButton } from "./change.js";
import { html } from "./dom.js";
import { count, milliseconds, rate } from "./format.js";
import { badge, labelLink } from "./links.js";
import { labelCount } from "./model.js";
import { sender } from "./send.js";
import { facts, section, table } from "./table.js";
import { eventTable } from "./timeline.js";

/** There are none unless the application asks Micrometer for them. */
const PERCENTILES = ["p50", "p99"];

export const ports = {

	parts: (label) => label === undefined ? ["nodes", "activity", "times"] : ["nodes", "activity", "times", "ports"],

	title: (label) => label === undefined ? "Ports" : `Ports \u201c${label || "(no label)"}\u201d`,

	render(model, { id: label, changed }) {
		return label === undefined ? [section("Ports by label", labelTable(model))] : withLabel(model, label, changed);
	},

};

/** The ports of this node by their label. */
export function labelTable(model) {
	const { labels, totalLabels } = model.activity;
	return [
		labels.length < totalLabels && html("p", {}, `The busiest ${labels.length} of ${count(totalLabels)} labels:`),
		table({
			caption: "Ports of this node by label",
			rows: labels,
			key: ({ label }) => label,
			empty: "This node has no port. A bean with @AempPort opens one.",
			columns: [
				{ name: "label", cell: ({ label }) => labelLink(label) },
				{ name: "ports", number: true, cell: ({ ports }) => count(ports) },
				{ name: "messages", number: true, cell: ({ label }) => rate(model.rate(labelCount(label))) },
				{ name: "received", number: true, cell: ({ received }) => count(received) },
				{ name: "slowest", number: true, cell: ({ label }) => milliseconds(model.timesOf(label)?.max) },
				{ name: "waiting", number: true, cell: ({ waiting }) => count(waiting) },
				{ name: "fullest", number: true, cell: ({ deepest }) => count(deepest) },
				{ name: "paused", number: true, cell: ({ paused }) => count(paused) },
				{ name: "monitors", number: true, cell: ({ monitors }) => count(monitors) },
				{ name: "deaths", number: true, cell: ({ label }) => count(model.countEvents("port-died", "label", label)) },
				{ name: "restarts", number: true, cell: ({ label }) => count(model.countEvents("port-reopened", "label", label)) },
			],
		}),
	];
}

function withLabel(model, label, changed) {
	const { ports, total } = model.ports;
	return [
		html("p", { class: "back" }, html("a", { href: "#/ports" }, "All labels")),
		ports.length < total && html("p", {}, `The first ${ports.length} of ${count(total)} ports:`),
		!ports.length && html("p", { class: "empty card" }, "No port of this node has this label now. Its deaths are below, if there were any."),
		ports.map((port) => card(model, port, changed)),
		section("Events", eventTable("Deaths, restarts and messages that failed, of ports with this label",
			model.events.filter((event) => event.port && (event.label ?? "") === label),
			"No port with this label has died of late, and none failed to process a message.")),
	];
}

function card(model, port, changed) {
	return html("section", { class: "card", "data-key": port.id },
		html("h2", { class: "id" }, port.id),
		facts([
			["bean", port.bean],
			["families", port.families.join(", ")],
			["state", port.paused ? badge("paused", "paused") : badge("up", "takes messages")],
			["messages received", count(port.received)],
			["messages waiting", count(port.mailbox)],
			["messages that failed", count(port.failures)],
			["unfinished answers", port.unfinishedAnswers === undefined ? undefined
				: `${count(port.unfinishedAnswers)} of ${count(port.unfinishedAnswersLimit)}`],
			["monitors", count(port.monitors)],
		]),
		contract(model, port),
		sender(port, changed),
		killButton(port));
}

const killButton = ({ id, bean, label }) => changeButton("Kill this port", {
	question: `Kill port ${id}?`,
	consequences: [
		"What waits in its mailbox is lost. Its monitors fire, and calls that wait for it fail.",
		bean === undefined ? `No bean opens port \u201c${label || "without a label"}\u201d again.`
			: `A port of bean \u201c${bean}\u201d is opened again, if its annotation says so; it has another ID.`,
	],
	name: "kill",
	parameters: { port: id },
	field: { name: "reason", label: "Reason, for the log and for monitors" },
});

/** The messages that a port takes. */
function contract(model, { id, label, methods, tags, defaultReceiver }) {
	const times = ({ tag }) => model.timesOf(label, tag ?? "other");
	const rows = methods.length ? methods
		: [...tags.map((tag) => ({ tag })), ...defaultReceiver ? [{}] : []];
	return table({
		caption: `Messages that ${id} takes`,
		rows,
		key: ({ tag, method }) => `${tag} ${method}`,
		empty: "It has no receiver.",
		columns: [
			{ name: "tag", cell: ({ tag }) => tag === undefined ? "any other" : html("code", {}, tag) },
			{ name: "method", cell: ({ method }) => method ?? "" },
			{ name: "reply port", cell: ({ replyPort }) => replyPort ?? "" },
			{ name: "mean", number: true, cell: (row) => milliseconds(times(row)?.mean) },
			...PERCENTILES.filter((name) => rows.some((row) => times(row)?.[name] !== undefined))
				.map((name) => ({ name, number: true, cell: (row) => milliseconds(times(row)?.[name]) })),
			{ name: "slowest of late", number: true, cell: (row) => milliseconds(times(row)?.max) },
			{ name: "failures", number: true, cell: ({ failures }) => failures === undefined ? "" : count(failures) },
		],
	});
}
