// The view "Families": the parts of the database that this node knows.

import { html } from "./dom.js";
import { count, counted, value } from "./format.js";
import { addressOf, nodeLink, nodeOf } from "./links.js";
import { section, table } from "./table.js";

export const families = {

	parts: () => ["nodes", "families"],

	title: (name) => name === undefined ? "Families" : `Family ${name}`,

	render(model, { id: name }) {
		const known = Object.entries(model.families.families);
		return name === undefined ? all(known, model.families.total) : one(name, model.families.families[name]);
	},

};

function all(known, total) {
	const shown = known.reduce((sum, [, members]) => sum + Object.keys(members).length, 0);
	return [
		section("Families", shown < total && html("p", {}, `The first ${count(shown)} of ${counted(total, "subkey")}:`), table({
			caption: "Families that this node monitors or has set subkeys in",
			rows: known,
			key: ([name]) => name,
			empty: "This node neither monitors a family nor has it set subkeys. @AempPort(family = \"\u2026\") registers a port; "
				+ "aemp.monitor-families watches families.",
			columns: [
				{ name: "family", cell: ([name]) => html("a", { href: addressOf("families", name) }, name) },
				{ name: "members", number: true, cell: ([, members]) => count(Object.keys(members).length) },
				{ name: "nodes", number: true, cell: ([, members]) => count(new Set(Object.keys(members).map(nodeOf)).size) },
			],
		})),
		...known.map(([name, members]) => section(name, memberTable(name, members))),
	];
}

function one(name, members) {
	return [
		html("p", { class: "back" }, html("a", { href: "#/families" }, "All families")),
		section("Members", memberTable(name, members ?? {})),
	];
}

function memberTable(name, members) {
	return table({
		caption: `Members of ${name}`,
		rows: Object.entries(members),
		key: ([subkey]) => subkey,
		empty: "It has no members now.",
		columns: [
			{ name: "subkey", cell: ([subkey]) => html("span", { class: "id" }, subkey) },
			{ name: "node", cell: ([subkey]) => subkey.includes("#") ? nodeLink(nodeOf(subkey)) : "" },
			{ name: "value", cell: ([, given]) => value(given) },
		],
	});
}
