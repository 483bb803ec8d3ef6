// The view "Log": what the nodes of the network log, where this node shows it.

import { html } from "./dom.js";
import { clock } from "./format.js";
import { nodeLink } from "./links.js";
import { section, table } from "./table.js";

const LEVELS = ["error", "warn", "info", "debug", "trace"];

const TONES = { FATAL: "bad", ALERT: "bad", CRITICAL: "bad", ERROR: "bad", WARN: "warning" };

const isOn = () => document.body.dataset.log === "true";

export const log = {

	parts: () => isOn() ? ["nodes", "log"] : ["nodes"],

	title: () => "Log",

	render: (model, { changed }) => isOn() ? [controls(model, changed), lines(model)]
		: [html("p", { class: "empty card" }, "This page does not show the log. Set ", html("code", {}, "aemp.operations.log=true"), " for that.")],

};

function controls(model, changed) {
	const { wanted } = model.log;
	return html("div", { class: "card controls" },
		html("label", {}, html("span", {}, "Level"),
			html("select", { onchange: ({ target }) => model.log.wanted = target.value },
				LEVELS.map((level) => html("option", { value: level, selected: level === wanted }, level)))),
		html("label", {}, html("span", {}, "Contains, in any column"),
			html("input", { type: "search", value: model.log.filter, oninput: ({ target }) => {
				model.log.filter = target.value;
				changed();
			} })));
}

function lines({ log }) {
	const wanted = log.filter.toLowerCase();
	const found = log.lines.filter((line) => [line.node, line.level, line.logger, line.text].some((text) =>
		text.toLowerCase().includes(wanted)));
	return section("Last records", table({
		caption: "What the nodes have logged since you look, the newest first",
		rows: found.toReversed(),
		key: ({ number }) => number,
		empty: log.lines.length ? "No record contains that."
			: "Nothing yet. Nodes of this library send their log with aemp.log-source.enabled=true.",
		columns: [
			{ name: "time", cell: ({ time }) => html("time", { datetime: time, class: "nowrap" }, clock(time)) },
			{ name: "level", cell: ({ level }) => html("span", { class: `badge ${TONES[level] ?? ""}` }, level.toLowerCase()) },
			{ name: "node", cell: ({ node }) => nodeLink(node) },
			{ name: "record", cell: record },
		],
	}));
}

/** The first line, with the others folded: mostly a stack trace; and the logger. */
function record({ logger, text }) {
	const [first, ...others] = text.split("\n");
	return html("div", { class: "record" },
		others.length ? html("details", {}, html("summary", {}, first), html("code", {}, others.join("\n"))) : first,
		html("span", { class: "id logger" }, logger));
}
