// Sends a test message to a port, where this node allows changes.

import { change, mayChange } from "./change.js";
import { html } from "./dom.js";
import { addressOf } from "./links.js";

/** What the reader has written for ports, and what came of it. */
const drafts = new Map();

const TONES = { sending: "", done: "up", refused: "lost" };

const canFollow = () => document.body.dataset.follow === "true";

/**
 * A field for the elements of a message, and buttons; nothing where changes are off.
 * @param port the port, as the node shows it
 * @param changed is called when there is something new to show
 */
export function sender(port, changed) {
	if (!mayChange()) {
		return undefined;
	}
	const draft = drafts.get(port.id) ?? { text: JSON.stringify(port.tags.slice(0, 1)), follow: canFollow(), state: "new" };
	// what nobody has touched is not remembered: ports come and go for as long as the page is open
	const touch = () => drafts.set(port.id, draft);
	const button = (text, call) => html("button", { type: "button", onclick: () => {
		// it is not disabled meanwhile, because it would lose the focus
		if (draft.state !== "sending") {
			touch();
			send(port.id, draft, call, changed);
		}
	} }, text);
	return html("details", { class: "sender", "data-key": "sender" },
		html("summary", {}, "Send a test message"),
		html("label", {}, html("span", {}, "Elements, as a list in JSON"),
			html("input", { type: "text", class: "id", value: draft.text, spellcheck: "false", autocomplete: "off",
				oninput: ({ target }) => {
					touch();
					draft.text = target.value;
				} })),
		follower(draft, touch),
		html("div", { class: "buttons" }, button("Send", false), button("Call, and show the answer", true)),
		html("p", { role: "status", class: `result ${TONES[draft.state] ?? ""}` }, draft.result ?? ""),
		draft.followed && html("p", {}, html("a", { href: addressOf("messages", draft.followed) }, `Where ${draft.followed} went`)));
}

/** Whether the reader wants to see where the message goes. */
function follower(draft, touch) {
	return canFollow()
		? html("label", { class: "choice" }, html("input", { type: "checkbox", checked: draft.follow,
			onchange: ({ target }) => {
				touch();
				draft.follow = target.checked;
			} }), " Follow it, and what is sent because of it")
		: html("p", { class: "empty" }, "To follow the message through the network, set ",
			html("code", {}, "aemp.observe-messages=true"), " on its nodes.");
}

async function send(port, draft, call, changed) {
	const show = (state, result) => {
		Object.assign(draft, { state, result });
		changed();
	};
	const follow = draft.follow ? newName() : undefined;
	draft.followed = follow;
	show("sending", "Waiting for the node\u2026");
	const { done, answer, refused } = await change("message", { port, message: draft.text, call: String(call), follow });
	show(refused ? "refused" : "done", refused ?? (answer === undefined ? done : `Answer: ${JSON.stringify(answer)}`));
}

/** Under which name to follow a message: nobody else has chosen it. */
function newName() {
	return `message-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
}
