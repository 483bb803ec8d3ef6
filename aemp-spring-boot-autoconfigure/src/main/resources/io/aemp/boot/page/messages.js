// The view "Messages": the messages that are followed, or the way of one of them.

import { mayChange } from "./change.js";
import { html, svg } from "./dom.js";
import { clock, instant, milliseconds, seconds } from "./format.js";
import { addressOf, badge, labelLink, nodeLink } from "./links.js";
import { section, table } from "./table.js";

const isOn = () => document.body.dataset.follow === "true";

/** More levels would leave no room for the text. */
const MOST_INDENTS = 12;

/** Nodes follow no message so far, and show no more of it; but some of what is shown comes from other nodes. */
const MOST_LEVELS = 100;
const MOST_ROWS = 2000;

/** After so many answers without news the page stops asking. */
const ENOUGH = 5;

const WIDTH = 200;
const HEIGHT = 12;

export const messages = {

	parts: (name, model) => ["nodes", ...!isOn() ? [] : name === undefined ? ["messages"] : looksOn(name, model) ? ["hops"] : []],

	title: (name) => name === undefined ? "Messages" : `Message ${name}`,

	render(model, { id: name, changed }) {
		return !isOn() ? off() : name === undefined ? all(model.messages.messages) : one(name, model, changed);
	},

};

/** How often nothing new was known of a message in a row. */
let look = {};

/** Whether to ask for hops again: other nodes are not asked for ever for what has ended. */
function looksOn(name, { hops }) {
	const known = hops?.message === name ? hops.nodes.flatMap((node) => node.hops) : [];
	const ended = known.filter((hop) => timeOf(hop) !== undefined).length;
	const same = look.name === name && look.ended === ended && ended === known.length;
	look = { name, ended, times: same ? look.times + 1 : 0 };
	return look.times < ENOUGH;
}

const off = () => html("div", { class: "empty card" },
	html("p", {}, "This node follows no messages. For that, set ", html("code", {}, "aemp.observe-messages=true"), " and ",
		html("code", {}, "aemp.operations.changes=true"), " here, and ", html("code", {}, "aemp.observe-messages=true"), " and ",
		html("code", {}, "aemp.operations.inspection=true"), " on the nodes that messages may come to."),
	html("p", {}, "Observations need an ObservationRegistry: ", html("code", {}, "spring-boot-starter-actuator"), " brings one."));

function all(followed) {
	return section("Messages that are followed", table({
		caption: "Messages with hops on this node, the newest first",
		rows: followed.toReversed(),
		key: ({ message }) => message,
		empty: mayChange() ? "None yet. Choose a port, and send it a test message." : "None yet. This page sends none.",
		columns: [
			{ name: "message", cell: ({ message }) => html("a", { href: addressOf("messages", message) }, message) },
			{ name: "since", cell: ({ start }) => html("time", { datetime: start, class: "nowrap" }, clock(start)) },
			{ name: "tag", cell: ({ tag }) => tag === undefined ? "" : html("code", {}, tag) },
			{ name: "to", cell: ({ port }) => html("span", { class: "id" }, port) },
		],
	}));
}

function one(name, { hops: { nodes }, nodes: { node: self } }, changed) {
	const silent = nodes.filter(({ problem }) => problem);
	return [
		html("div", { class: "back buttons" }, html("a", { href: "#/messages" }, "All messages"),
			look.times >= ENOUGH && html("button", { type: "button", onclick: () => {
				look = {};
				changed();
			} }, "Look again")),
		section("Hops", hopTable(name, inOrder(nodes), self), html("p", { class: "empty note" },
			"Lengths are measured. The clocks of nodes differ, so a hop on another node is drawn in the middle of the one before it.")),
		silent.length && section("Nodes that do not tell", html("ul", { class: "problems" }, silent.map(({ node, problem, remedy }) =>
			html("li", { "data-key": node }, `${problem}. ${remedy}.`)))),
	];
}

/** The hops as rows, each behind the one before it and its other successors: with their level, and when they begin. */
function inOrder(nodes) {
	const hops = nodes.flatMap(({ node, hops }) => hops.map((hop) => ({ ...hop, node, next: [], time: timeOf(hop) })));
	const known = new Map(hops.map((hop) => [hop.id, hop]));
	const first = hops.filter(({ parent }) => !known.has(parent));
	hops.forEach((hop) => known.get(hop.parent)?.next.push(hop));
	const rows = [];
	const add = (hop, level, begin) => {
		if (level > MOST_LEVELS || rows.length === MOST_ROWS) {
			return;
		}
		rows.push({ ...hop, level, begin });
		hop.next.sort(byStart).forEach((next) => add(next, level + 1, begin + delay(hop, next)));
	};
	first.sort(byStart).forEach((hop) => add(hop, 1, 0));
	return rows;
}

const byStart = (one, other) => instant(one.start) - instant(other.start);

const timeOf = ({ duration }) => duration === undefined || duration === null ? undefined : seconds(duration) * 1000;

/** How long after a hop the next one begins, in milliseconds: measured on one node, guessed between two. */
function delay(hop, next) {
	return hop.node === next.node ? Math.max(0, instant(next.start) - instant(hop.start))
		: Math.max(0, ((hop.time ?? 0) - (next.time ?? 0)) / 2);
}

function hopTable(name, rows, self) {
	const end = Math.max(...rows.map(({ begin, time = 0 }) => begin + time), .001);
	return table({
		caption: `Hops of ${name}`,
		rows,
		key: ({ id }) => id,
		empty: "No hop of it is known. It may have been sent too long ago, or not yet.",
		columns: [
			{ name: "hop", cell: step },
			{ name: "took", number: true, cell: ({ time }) => milliseconds(time) },
			{ name: "course", cell: (row) => bar(row, end) },
			{ name: "on node", cell: ({ node }) => nodeLink(node) },
			{ name: "port", cell: ({ port, label, node }) => !label ? html("span", { class: "id" }, port) : node === self ? labelLink(label) : label },
			{ name: "outcome", cell: outcome },
		],
	});
}

/** What happened, as far to the right as its level. */
function step({ level, kind, tag, failure }) {
	return html("span", { class: "step" },
		html("span", { class: "hidden" }, `Level ${level}: `),
		Array.from({ length: Math.min(level - 1, MOST_INDENTS) }, () => html("span", { class: "indent" })),
		html("span", { class: `badge ${failure ? "bad" : kind === "RECEIVE" ? "good" : ""}` }, kind.toLowerCase()), " ",
		tag ? html("code", {}, tag) : "");
}

function bar({ begin, time, kind, failure }, end) {
	const from = begin / end * WIDTH;
	const width = Math.max(2, (time ?? end - begin) / end * WIDTH);
	const tone = failure ? "bad" : time === undefined ? "open" : kind === "RECEIVE" ? "good" : "plain";
	return svg("svg", { class: "course", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, "aria-hidden": "true" },
		svg("rect", { class: tone, x: Math.min(WIDTH - 2, from).toFixed(1), y: 1, width: width.toFixed(1), height: HEIGHT - 2, rx: 2 }));
}

function outcome({ failure, time, kind }) {
	return failure ? [badge("lost", "failed"), ` ${failure}`]
		: time === undefined ? badge("", "goes on")
		: badge("up", { SEND: "sent", SPAWN: "spawned", CALL: "answered", RECEIVE: "done" }[kind] ?? "done");
}
