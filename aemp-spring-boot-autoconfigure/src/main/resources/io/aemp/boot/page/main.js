// Chooses the view that the address names, asks the node for what it shows, and shows it.

import { html, show } from "./dom.js";
import { events } from "./events.js";
import { families } from "./families.js";
import { nodeLink } from "./links.js";
import { log } from "./log.js";
import { messages } from "./messages.js";
import { Model } from "./model.js";
import { network } from "./network.js";
import { node } from "./node.js";
import { Poll } from "./poll.js";
import { ports } from "./ports.js";

const VIEWS = { network, node, ports, families, events, messages, log };

const $ = (id) => document.getElementById(id);

const model = new Model();

let current;
let poll;

/** The view, and what it is about, that an address names: #/node/ID. */
function parse(hash) {
	const [, name = "network", id] = /^#\/([^/]+)(?:\/(.*))?$/.exec(hash) ?? [];
	return { name: Object.hasOwn(VIEWS, name) ? name : "network", id: id === undefined ? undefined : decode(id) };
}

function decode(text) {
	try {
		return decodeURIComponent(text);
	}
	catch {
		return text;
	}
}

function open() {
	const first = !current;
	const { name, id } = parse(location.hash);
	current = { view: VIEWS[name], id };
	model.moment = undefined;
	document.querySelectorAll("nav a").forEach((link) => link.getAttribute("href") === `#/${name}`
			&& !(name === "node" && id) ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current"));
	poll?.stop();
	poll = new Poll(parts, receive, tell);
	$("view").replaceChildren(html("h1", { tabindex: -1 }, current.view.title(id)), html("p", { class: "empty" }, "Asking the node\u2026"));
	if (!first) {
		$("view").querySelector("h1").focus();
	}
}

/** What to ask for, by the names that the model uses. */
function parts() {
	const { view, id } = current;
	const names = view.parts(id, model);
	const addresses = {
		link: `link?${new URLSearchParams({ node: id })}`,
		hops: `hops?${new URLSearchParams({ message: id })}`,
		log: `log?${new URLSearchParams({ after: model.log.last, level: model.log.wanted })}`,
		ports: `ports?${new URLSearchParams({ label: id })}`,
	};
	return { events: `events?after=${model.lastEvent}`, ...Object.fromEntries(names.map((name) => [name, addresses[name] ?? name])) };
}

function receive(answers, time) {
	model.receive(answers, time);
	render();
}

function render() {
	const { view, id } = current;
	const title = view.title(id);
	document.title = `${title} \u2013 ${model.nodes.node} \u2013 aemp`;
	show($("self"), nodeLink(model.nodes.node), html("span", { class: "tag" }, model.nodes.role.toLowerCase()),
		model.nodes.draining && html("span", { class: "tag" }, "draining"));
	const width = pictureWidth();
	renderView(title, width);
	if (pictureWidth() !== width) {
		renderView(title, pictureWidth());
	}
}

function renderView(title, width) {
	const { view, id } = current;
	show($("view"), html("h1", { tabindex: -1 }, title), view.render(model, { id, choose, width, changed: render }));
}

function choose(event) {
	model.moment = event;
	render();
}

/** The picture fills the card that it stands in. */
function pictureWidth() {
	const card = document.querySelector(".split > .card");
	const style = card && getComputedStyle(card);
	return card ? Math.floor(card.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)) : 320;
}

function tell(state, text) {
	const status = $("connection");
	status.dataset.state = state;
	if (status.textContent !== text) {
		status.textContent = text;
	}
}

$("skip").addEventListener("click", (event) => {
	event.preventDefault();
	$("view").focus();
});
addEventListener("hashchange", open);
["resize", "more"].forEach((event) => addEventListener(event, () => model.nodes && render()));
open();
