// The picture of the network: this node in the middle, its peers around it.

import { svg } from "./dom.js";
import { bytesRate, count, shorten } from "./format.js";
import { placesAround, summarise } from "./layout.js";
import { addressOf } from "./links.js";
import { conditionOf } from "./model.js";

const LABEL = 12;
const RADIUS = 10;

/** What stands in the circle of a node. */
const MARKS = { lost: "\u2715", silent: "?", slow: "!", paused: "\u2016", connecting: "\u2026", up: "" };

/**
 * Draws the picture. Readers of screens have the table instead.
 * @param nodes this node, and its primary
 * @param peers the peers to show
 * @param width of the picture
 * @param traffic gives the bytes per second to and from a node
 */
export function graph(nodes, peers, width, traffic) {
	const { height, singles, groups } = summarise(peers, conditionOf, nodes.primary, width);
	const places = placesAround(singles.length + groups.length, width, height);
	const centre = { x: width / 2, y: height / 2 };
	const drawn = [
		...singles.map((peer, index) => single(peer, places[index], centre, peer.node === nodes.primary, traffic(peer.node))),
		...groups.map((group, index) => bubble(group, places[singles.length + index], centre)),
	];
	return svg("svg", { class: "graph", viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" },
		svg("g", {}, drawn.map(({ link }) => link)),
		svg("g", {}, drawn.map(({ node }) => node)),
		self(nodes, centre));
}

function single(peer, place, centre, primary, traffic) {
	const condition = conditionOf(peer);
	return {
		link: line(condition, peer.node, centre, place, traffic),
		node: svg("a", { class: `node ${condition}`, href: addressOf("node", peer.node), tabindex: -1, "data-key": peer.node,
			transform: `translate(${place.x} ${place.y})` },
			svg("title", {}, `${peer.node}: ${condition}${traffic ? `, ${bytesRate(traffic)}` : ""}`),
			primary && svg("circle", { class: "halo", r: RADIUS + 4 }),
			svg("circle", { r: RADIUS }),
			svg("text", { class: "mark", y: 4 }, MARKS[condition]),
			svg("text", { class: "name", y: RADIUS + 13 }, shorten(peer.node, LABEL))),
	};
}

const line = (condition, key, centre, place, traffic = 0) => svg("line", { class: `link ${condition}${widthOf(traffic)}`, "data-key": key,
	x1: centre.x, y1: centre.y, x2: place.x, y2: place.y });

/** Ten times the traffic makes a line one step wider; styles are no attributes, because the policy refuses these. */
const widthOf = (traffic) => traffic < 1024 ? "" : ` busy-${Math.min(4, Math.floor(Math.log10(traffic / 102.4)))}`;

/** A group; one in trouble leads to the list of all nodes. */
function bubble({ condition, name, size }, place, centre) {
	const radius = Math.min(18, RADIUS + Math.log2(size));
	return {
		link: line(condition, `group ${name}`, centre, place),
		node: svg(condition === "up" ? "g" : "a", { class: `node ${condition} group`, "data-key": `group ${name}`,
			href: condition === "up" ? undefined : "#/node", tabindex: condition === "up" ? undefined : -1,
			transform: `translate(${place.x} ${place.y})` },
			svg("circle", { r: radius }),
			svg("text", { class: "mark", y: 4 }, count(size)),
			svg("text", { class: "name", y: radius + 13 }, shorten(name, LABEL))),
	};
}

function self({ node, role }, { x, y }) {
	return svg("a", { class: "node self", href: addressOf("node", node), tabindex: -1, "data-key": "self",
		transform: `translate(${x} ${y})` },
		svg("circle", { class: "halo", r: 23 }),
		svg("circle", { r: 17 }),
		svg("text", { class: "name", y: 38 }, shorten(node, 20)),
		svg("text", { class: "note", y: 51 }, role.toLowerCase()));
}
