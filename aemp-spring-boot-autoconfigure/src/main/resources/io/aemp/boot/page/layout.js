// Where the nodes of the picture stand. Pure functions of numbers and IDs.

const MOST_SINGLE = 120;
const MOST_GROUPS = 16;

/** The least room for a node with its name. */
const CELL = { width: 80, height: 38 };

/** The middle of the picture, where this node stands. */
const HOLE = { x: 75, y: 62 };

const MARGIN = { x: 48, y: 30 };

/** So many stand on one ring around the middle, if there is room. */
const MOST_ON_RING = 16;

/** How much larger than necessary cells become, if there is room. */
const STRETCHES = [1.8, 1.6, 1.4, 1.2, 1];

/** The height of the picture for a number of peers. */
export function heightFor(count, width) {
	const most = count < 4 ? 280 : count < 8 ? 400 : 620;
	return Math.round(Math.min(most, Math.max(Math.min(most, 360), width * .56)) * (count > 40 ? 1.25 : 1));
}

/**
 * What to draw of many peers: all of them if there is room; otherwise those in trouble, and groups of the others whose
 * IDs differ in their ends only.
 */
export function summarise(peers, isTroubled, width, height) {
	const room = Math.min(MOST_SINGLE, cells(width, height, 1).length);
	if (peers.length <= room) {
		return { singles: peers, groups: [] };
	}
	const most = Math.min(MOST_GROUPS, Math.ceil(room / 2));
	const singles = peers.filter(isTroubled).slice(0, room - most);
	const shown = new Set(singles);
	return { singles, groups: groupsOf(peers.filter((peer) => !shown.has(peer)), most) };
}

function groupsOf(peers, most) {
	const sizes = new Map();
	for (const { node } of peers) {
		sizes.set(stemOf(node), (sizes.get(stemOf(node)) ?? 0) + 1);
	}
	const groups = [...sizes].map(([stem, size]) => ({ stem: `${stem}*`, size })).sort((one, other) => other.size - one.size);
	const common = groups.filter(({ size }) => size > 1).slice(0, most - 1);
	const others = groups.filter((group) => !common.includes(group)).reduce((sum, { size }) => sum + size, 0);
	return others ? [...common, { stem: "others", size: others }] : common;
}

/** An ID without the number, or the like, at its end. */
const stemOf = (id) => id.replace(/[0-9a-f]*[0-9][0-9a-f]*$/i, "").slice(0, 40);

/** Places around the middle: few on a ring, many in rows that are read like a text. */
export function placesAround(count, width, height) {
	const middle = ({ x, y }) => ({ x: Math.round(width / 2 + x), y: Math.round(height / 2 + y) });
	const places = count <= MOST_ON_RING && ring(count, width, height) || rows(count, width, height);
	return places.map(middle);
}

function ring(count, width, height) {
	const x = width / 2 - MARGIN.x;
	const y = height / 2 - MARGIN.y;
	if (Math.PI * (x + y) / count < CELL.width) {
		return undefined;
	}
	return Array.from({ length: count }, (_, index) => {
		// a few stand side by side, because pictures are wide
		const angle = index * 2 * Math.PI / count - (count < 3 ? Math.PI : Math.PI / 2);
		return { x: x * Math.cos(angle), y: y * Math.sin(angle) };
	});
}

function rows(count, width, height) {
	const stretched = STRETCHES.map((stretch) => cells(width, height, stretch)).find(({ length }) => length >= count);
	const distance = ({ x, y }) => (x / width) ** 2 + (y / height) ** 2;
	return stretched.sort((one, other) => distance(one) - distance(other))
		.slice(0, count)
		.sort((one, other) => one.y - other.y || one.x - other.x);
}

/** The middles of all cells around the hole, every other row shifted by half a cell. */
function cells(width, height, stretch) {
	const cell = { width: CELL.width * stretch, height: CELL.height * stretch };
	const across = Math.floor((width / 2 - MARGIN.x) / cell.width);
	const down = Math.floor((height / 2 - MARGIN.y) / cell.height);
	const found = [];
	for (let row = -down; row <= down; row++) {
		for (let column = -across - 1; column <= across; column++) {
			const place = { x: (column + Math.abs(row % 2) / 2) * cell.width, y: row * cell.height };
			const inside = Math.abs(place.x) <= width / 2 - MARGIN.x;
			if (inside && (Math.abs(place.x) > HOLE.x || Math.abs(place.y) > HOLE.y)) {
				found.push(place);
			}
		}
	}
	return found;
}
