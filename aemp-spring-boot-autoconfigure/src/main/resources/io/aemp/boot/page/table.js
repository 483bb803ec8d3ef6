// Tables of one form: a caption, columns, and a sentence where there is nothing to show.

import { html } from "./dom.js";
import { count } from "./format.js";

/** So many rows are shown at first, and so many more each time. */
const STEP = 100;

/** How many rows the reader wants to see of tables, by their captions. */
const wanted = new Map();

/**
 * Makes a table. The reader asks for more rows if there are many.
 * @param caption what it shows
 * @param columns of each: its heading, the contents of a cell for a row, and whether these are numbers
 * @param rows the rows
 * @param key what is different in each row
 * @param empty what to say, and to do, if there are no rows
 */
export function table({ caption, columns, rows, key, empty }) {
	if (!rows.length) {
		return html("p", { class: "empty" }, empty);
	}
	const limit = wanted.get(caption) ?? STEP;
	return [body({ caption, columns, rows: rows.slice(0, limit), key }), rows.length > limit && more(caption, limit, rows.length)];
}

function more(caption, limit, total) {
	return html("p", { class: "more buttons", "data-key": `more ${caption}` },
		html("span", {}, `The first ${count(limit)} of ${count(total)}`),
		html("button", { type: "button", "aria-label": `Show more rows: ${caption}`, onclick: () => {
			wanted.set(caption, limit + STEP);
			dispatchEvent(new Event("more"));
		} }, "Show more"));
}

function body({ caption, columns, rows, key }) {
	return html("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption, "data-key": `table ${caption}` },
		html("table", {},
			html("caption", {}, caption),
			html("thead", {}, html("tr", {}, columns.map(({ name, number }) =>
				html("th", { scope: "col", class: number && "number" }, name)))),
			html("tbody", {}, rows.map((row) => html("tr", { "data-key": key(row) }, columns.map(({ cell, number }) =>
				html("td", { class: number && "number" }, cell(row))))))));
}

/** A list of names and values. */
export function facts(entries) {
	return html("dl", { class: "facts" }, entries
		.filter(([, value]) => value !== undefined && value !== "")
		.map(([name, value]) => html("div", { "data-key": name }, html("dt", {}, name), html("dd", {}, value))));
}

/** A part of a view with a heading. */
export const section = (title, ...children) => html("section", { class: "card", "data-key": title }, html("h2", {}, title),
	children);
