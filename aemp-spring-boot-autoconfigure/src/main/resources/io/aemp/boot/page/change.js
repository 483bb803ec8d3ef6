// Asks the node for changes, where it allows any, and before that the reader, if a change has consequences.

import { html } from "./dom.js";

/** Whether the node makes changes for this page. */
export const mayChange = () => document.body.dataset.changes === "true";

/**
 * Asks the node for a change.
 * @param name what to do
 * @param parameters the parameters, texts by name
 * @return what was done, and the answer if there is one; or why it was refused
 */
export async function change(name, parameters) {
	try {
		const response = await fetch(new URL(name, import.meta.url), {
			method: "POST",
			headers: { "Content-Type": "application/json", Accept: "application/json" },
			body: JSON.stringify(parameters),
		});
		const { done, answer, problem, remedy } = await response.json().catch(() => ({}));
		return response.ok ? { done, answer } : { refused: sentences(problem, remedy) ?? `The node refuses (${response.status}).` };
	}
	catch {
		return { refused: "The node does not answer." };
	}
}

const sentences = (...texts) => texts.filter((text) => text).map((text) => `${text}.`).join(" ") || undefined;

/**
 * A button for a change that the reader must confirm; nothing where changes are off.
 * @param text what the button says
 * @param question what to ask
 * @param consequences what will happen, as sentences
 * @param name, parameters the change; what the reader writes is added
 * @param field what the reader may write, if anything: its name and its label
 */
export function changeButton(text, { question, consequences, name, parameters, field }) {
	return mayChange() && html("button", { type: "button", class: "danger", "data-key": `change ${name}`,
		onclick: () => confirm(text, { question, consequences, name, parameters, field }) }, `${text}\u2026`);
}

/** The dialog also tells what came of it, because what was changed may be gone from the page. */
function confirm(text, { question, consequences, name, parameters, field }) {
	const input = field && html("input", { type: "text", maxlength: 500, autocomplete: "off" });
	const result = html("p", { role: "status", class: "result" });
	const cancel = html("button", { type: "button", autofocus: true, onclick: () => dialog.close() }, "Cancel");
	let asked = false;
	const go = html("button", { type: "button", class: "danger", onclick: async () => {
		// it is not disabled meanwhile, because it would lose the focus
		if (asked) {
			return;
		}
		asked = true;
		result.className = "result";
		result.textContent = "Waiting for the node\u2026";
		const { done, refused } = await change(name, { ...parameters, ...input?.value ? { [field.name]: input.value } : {} });
		asked = false;
		result.className = refused ? "result lost" : "result up";
		result.textContent = refused ?? `Done: ${done}.`;
		if (!refused) {
			cancel.textContent = "Close";
			cancel.focus();
			go.remove();
		}
	} }, text);
	const dialog = html("dialog", { "aria-labelledby": "question", "aria-describedby": "consequences" },
		html("h2", { id: "question" }, question),
		html("div", { id: "consequences" }, consequences.map((consequence) => html("p", {}, consequence))),
		field && html("label", {}, html("span", {}, field.label), input),
		html("div", { class: "buttons" }, cancel, go),
		result);
	dialog.addEventListener("close", () => dialog.remove());
	document.body.append(dialog);
	dialog.showModal();
}
