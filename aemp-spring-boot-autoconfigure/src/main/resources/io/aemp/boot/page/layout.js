// Where the nodes of the picture stand. Pure functions of numbers and IDs.

const MOST_SINGLE = 120;
const MOST_GROUPS = 16;

/** More lost ones than these are one circle: where nodes come and go, they would take the room of those that are up. */
const MOST_LOST = 10;

/** The least room for a node with its name. */
const CELL = { width: 80, height: 38 };

/** The middle of the picture, where this node stands. */
const HOLE = { x: 75, y: 62 };

const MARGIN = { x: 48, y: 30 };

/** So many stand on one ring around the middle, if there is room. */
const MOST_ON_RING = 16;

/** Fewer than these need no high picture. */
const FEW = 8;

/** How much larger than necessary cells become, if there is room. */
const STRETCHES = [1.8, 1.6, 1.4, 1.2, 1];

/** The height of the picture for a number of peers. */
function heightFor(count, width) {
	const most = count < 4 ? 280 : count < FEW ? 400 : 620;
	return Math.round(Math.min(most, Math.max(Math.min(most, 360), width * .56)) * (count > 40 ? 1.25 : 1));
}

/**
 * What to draw of many peers: all of them if there is room; otherwise those in trouble, and groups of the others whose
 * IDs differ in their ends only. A group has members of one condition only.
 * @param peers the peers
 * @param conditionOf gives the condition of a peer
 * @param primary the ID of the peer that is shown in any case
 * @param width of the picture
 * @return the peers to draw, the groups, and the height of the picture
 */
export function summarise(peers, conditionOf, primary, width) {
	const lost = peers.filter((peer) => conditionOf(peer) === "lost").length;
	const gathered = lost > MOST_LOST ? [groupOf("lost", lost)] : [];
	const others = gathered.length ? peers.filter((peer) => conditionOf(peer) !== "lost") : peers;
	const height = heightFor(others.length + gathered.length, width);
	const room = Math.min(MOST_SINGLE, cells(width, height, 1).length) - gathered.length;
	if (others.length <= room) {
		return { height, singles: others, groups: gathered };
	}
	const most = Math.min(MOST_GROUPS, Math.ceil(room / 2));
	const singles = others.filter((peer) => peer.node === primary || conditionOf(peer) !== "up").slice(0, room - most);
	const shown = new Set(singles);
	const rest = others.filter((peer) => !shown.has(peer));
	const troubled = sizesOf(rest.map(conditionOf).filter((condition) => condition !== "up"));
	const healthy = rest.filter((peer) => conditionOf(peer) === "up");
	const groups = [...alike(healthy, most - troubled.length), ...troubled.map(([condition, size]) => groupOf(condition, size)),
		...gathered];
	const drawn = singles.length + groups.length;
	return { height: drawn < FEW ? heightFor(drawn, width) : height, singles, groups };
}

const groupOf = (condition, size) => ({ condition, name: condition, size });

/** Groups of peers that are up. */
function alike(peers, most) {
	const groups = sizesOf(peers.map(({ node }) => stemOf(node)))
		.map(([stem, size]) => ({ condition: "up", name: `${stem}*`, size }));
	const common = groups.filter(({ size }) => size > 1).slice(0, most - 1);
	const others = groups.filter((group) => !common.includes(group)).reduce((sum, { size }) => sum + size, 0);
	return others ? [...common, { condition: "up", name: "others", size: others }] : common;
}

/** Values, and how often each of them is there, the most frequent ones first. */
function sizesOf(values) {
	const sizes = new Map();
	values.forEach((value) => sizes.set(value, (sizes.get(value) ?? 0) + 1));
	return [...sizes].sort(([, one], [, other]) => other - one);
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
