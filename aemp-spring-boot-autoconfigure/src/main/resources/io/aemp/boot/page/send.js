// Sends a test message to a port, where this node allows changes.

import { html } from "./dom.js";

/** What the reader has written for ports, and what came of it. */
const drafts = new Map();

const TONES = { sending: "", done: "up", refused: "lost" };

/**
 * A field for the elements of a message, and buttons; nothing where changes are off.
 * @param port the port, as the node shows it
 * @param changed is called when there is something new to show
 */
export function sender(port, changed) {
	if (document.body.dataset.changes !== "true") {
		return undefined;
	}
	const draft = drafts.get(port.id) ?? { text: JSON.stringify(port.tags.slice(0, 1)), state: "new" };
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
		html("div", { class: "buttons" }, button("Send", false), button("Call, and show the answer", true)),
		html("p", { role: "status", class: `result ${TONES[draft.state] ?? ""}` }, draft.result ?? ""));
}

async function send(port, draft, call, changed) {
	const show = (state, result) => {
		Object.assign(draft, { state, result });
		changed();
	};
	show("sending", "Waiting for the node\u2026");
	try {
		const response = await fetch(new URL("message", import.meta.url), {
			method: "POST",
			headers: { "Content-Type": "application/json", Accept: "application/json" },
			body: JSON.stringify({ port, message: draft.text, call: String(call) }),
		});
		const { done, answer, problem, remedy } = await response.json().catch(() => ({}));
		if (response.ok) {
			show("done", answer === undefined ? done : `Answer: ${JSON.stringify(answer)}`);
		}
		else {
			show("refused", problem ? `${problem}. ${remedy}.` : `The node refuses (${response.status}).`);
		}
	}
	catch {
		show("refused", "The node does not answer.");
	}
}
