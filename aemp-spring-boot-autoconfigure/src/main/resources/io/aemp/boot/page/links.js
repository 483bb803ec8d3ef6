// Links between the views, and the small things that all of them show.

import { html } from "./dom.js";
import { CONDITIONS } from "./model.js";

export const addressOf = (view, id) => `#/${view}/${encodeURIComponent(id)}`;

export const nodeLink = (id) => html("a", { href: addressOf("node", id), class: "id" }, id);

export const labelLink = (label) => html("a", { href: addressOf("ports", label) }, label || "(no label)");

/** The condition of a peer as a mark and a text, so that nobody depends on colours. */
export const badge = (condition, text = CONDITIONS[condition]) => html("span", { class: `badge ${condition}` }, text);

/** The node that a port ID belongs to. */
export const nodeOf = (port) => port.replace(/#[^#]*$/, "");
