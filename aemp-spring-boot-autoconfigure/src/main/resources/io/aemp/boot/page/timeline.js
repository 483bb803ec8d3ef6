// The last events, to step through.

import { html, svg } from "./dom.js";
import { clock, counted } from "./format.js";
import { labelLink, nodeLink } from "./links.js";
import { table } from "./table.js";

const WIDTH = 600;
const HEIGHT = 28;

/** Which events go well, and which do not. */
const TONES = {
	"peer-up": "good", "peer-writable": "good", "port-reopened": "good", "role-changed": "plain",
	"peer-down": "bad", "port-died": "bad", "peer-slow": "warning",
};

const toneOf = (kind) => TONES[kind] ?? "warning";

/**
 * Lets the reader step through the last events.
 * @param model what is known
 * @param choose is told the event that is chosen, undefined for the present
 */
export function timeline(model, choose) {
	const { steps: events, moment } = model;
	if (!events.length) {
		return html("p", { class: "empty" }, "Nothing has happened since this node began to count: no node came or went, no port died.");
	}
	const index = moment ? events.indexOf(moment) : events.length;
	const choosing = (index) => () => choose(events[index]);
	return html("div", { class: "timeline" },
		strip(events, index),
		html("label", { class: "slider" }, html("span", {}, `Moment, among ${counted(events.length, "event")}`),
			html("input", { type: "range", min: 0, max: events.length, value: index,
				"aria-valuetext": moment ? `${clock(moment.time)}, ${moment.text}` : "now",
				oninput: ({ target }) => choose(events[Number(target.value)]) })),
		html("div", { class: "buttons" },
			html("button", { type: "button", disabled: index === 0, onclick: choosing(index - 1) }, "Earlier"),
			html("button", { type: "button", disabled: !moment, onclick: choosing(index + 1) }, "Later"),
			html("button", { type: "button", disabled: !moment, onclick: () => choose(undefined) }, "Now"),
			html("p", { class: "moment" }, moment ? [html("time", { datetime: moment.time }, clock(moment.time)), ` ${moment.text}`]
				: "The picture shows the present.")));
}

/** One line for each event, by order and not by time: what matters is what followed what. */
function strip(events, index) {
	const step = WIDTH / events.length;
	return svg("svg", { class: "strip", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" },
		events.map(({ kind, number }, place) => svg("rect", { class: toneOf(kind), "data-key": number, x: (place * step).toFixed(2),
			y: toneOf(kind) === "bad" ? 0 : 10, width: Math.max(.6, Math.min(6, step * .7)).toFixed(2),
			height: HEIGHT - (toneOf(kind) === "bad" ? 0 : 10) })),
		svg("rect", { class: "cursor", x: Math.min(WIDTH - 2, index * step).toFixed(2), y: 0, width: 2, height: HEIGHT }));
}

/** Events as a table, the newest first. */
export function eventTable(caption, events, empty) {
	return table({
		caption,
		rows: events.toReversed(),
		key: ({ number }) => number,
		empty,
		columns: [
			{ name: "time", cell: ({ time }) => html("time", { datetime: time, class: "nowrap" }, clock(time)) },
			{ name: "what", cell: ({ kind }) => html("span", { class: `badge ${toneOf(kind)}` }, kind.replace("-", " ")) },
			{ name: "of", cell: ({ node, label }) => label !== undefined ? labelLink(label) : node ? nodeLink(node) : "a stranger" },
			{ name: "description", cell: ({ text }) => text },
		],
	});
}
