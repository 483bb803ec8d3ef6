// The view "Events": all that this node remembers.

import { html } from "./dom.js";
import { SUBJECTS, subjectOf } from "./model.js";
import { section } from "./table.js";
import { eventTable } from "./timeline.js";

const ALL = "everything";

/** What the reader wants to see. */
let subject = ALL;

export const events = {

	parts: () => ["nodes"],

	title: () => "Events",

	render({ events }, { changed }) {
		const wanted = events.filter(({ kind }) => subject === ALL || subjectOf(kind) === subject);
		return [
			html("div", { class: "card controls" }, choice(changed)),
			section("Last events", eventTable("The last events of this node, the newest first", wanted,
				subject === ALL ? "Nothing has happened since this node began to count." : "No such event is remembered.")),
		];
	},

};

function choice(changed) {
	return html("label", {}, html("span", {}, "About"),
		html("select", { onchange: ({ target }) => {
			subject = target.value;
			changed();
		} }, [ALL, ...SUBJECTS].map((name) => html("option", { value: name, selected: name === subject }, name))));
}
