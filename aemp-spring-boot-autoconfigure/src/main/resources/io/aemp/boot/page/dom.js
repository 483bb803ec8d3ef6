// Makes elements, and brings the page to what a view has made. All text is set as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";

/** Handlers are properties, which a comparison of attributes does not see. */
const HANDLERS = ["onchange", "onclick", "oninput"];

/** Makes an element of HTML: its attributes and handlers, then its children. */
export const html = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);

/** Makes an element of SVG. */
export const svg = (name, attributes, ...children) => fill(document.createElementNS(SVG, name), attributes, children);

function fill(element, attributes = {}, children) {
	for (const [name, value] of Object.entries(attributes)) {
		if (HANDLERS.includes(name)) {
			element[name] = value;
		}
		else if (value !== undefined && value !== false) {
			element.setAttribute(name, value === true ? "" : value);
		}
	}
	element.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== false));
	return element;
}

/**
 * Gives an element new children. What is there already stays: focus, selections, scroll positions and opened details.
 * Children with a data-key are recognised by it wherever they are.
 */
export function show(parent, ...children) {
	morphChildren(parent, fill(parent.cloneNode(false), {}, children));
}

function morphChildren(current, next) {
	const keyed = new Map([...current.children].filter(keyOf).map((child) => [keyOf(child), child]));
	let place = current.firstChild;
	for (const child of [...next.childNodes]) {
		const known = keyed.get(keyOf(child)) ?? (place && !keyOf(place) && isSame(place, child) ? place : undefined);
		if (!known || !isSame(known, child)) {
			current.insertBefore(child, place);
			continue;
		}
		if (known === place) {
			place = place.nextSibling;
		}
		else {
			current.insertBefore(known, place);
		}
		morph(known, child);
	}
	while (place) {
		const following = place.nextSibling;
		place.remove();
		place = following;
	}
}

function morph(current, next) {
	if (current.nodeType === Node.TEXT_NODE) {
		if (current.data !== next.data) {
			current.data = next.data;
		}
		return;
	}
	morphAttributes(current, next);
	HANDLERS.forEach((handler) => current[handler] = next[handler]);
	if (current.localName === "input") {
		current.value = next.value;
		current.checked = next.checked;
	}
	morphChildren(current, next);
}

function morphAttributes(current, next) {
	for (const { name } of [...current.attributes]) {
		// the reader opens and closes details
		if (!next.hasAttribute(name) && name !== "open") {
			current.removeAttribute(name);
		}
	}
	for (const { name, value } of next.attributes) {
		if (name !== "open" && current.getAttribute(name) !== value) {
			current.setAttribute(name, value);
		}
	}
}

const keyOf = (node) => node.dataset?.key;

const isSame = (one, other) => one.nodeType === other.nodeType && one.nodeName === other.nodeName
		&& keyOf(one) === keyOf(other);
