// Tables of one form: a caption, columns, and a sentence where there is nothing to show.

import { html } from "./dom.js";

/**
 * Makes a table.
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
