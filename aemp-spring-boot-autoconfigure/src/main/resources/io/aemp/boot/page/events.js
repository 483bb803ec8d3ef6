// The view "Events": all that this node remembers.

import { section } from "./table.js";
import { eventTable } from "./timeline.js";

const SHOWN = 300;

export const events = {

	parts: () => ["nodes"],

	title: () => "Events",

	render: ({ events }) => [
		section("Last events", eventTable("The last events of this node, the newest first", events.slice(-SHOWN),
			"Nothing has happened since this node began to count.")),
	],

};
