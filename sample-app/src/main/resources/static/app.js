// What comes from the network is only ever set as text, never as markup.

const $ = (id) => document.getElementById(id);

const MAX_LINES = 500;
const PARALLEL_UPLOADS = 4;

/** Makes an element: its properties, then its children, which may be texts. */
function make(name, properties = {}, ...children) {
	const element = Object.assign(document.createElement(name), properties);
	element.append(...children);
	return element;
}

/** Shows another content if it differs, so that selections and scroll positions stay. */
function show(element, ...children) {
	const before = element.cloneNode(false);
	before.append(...children);
	if (!before.isEqualNode(element)) {
		element.replaceChildren(...before.childNodes);
	}
}

/** The node that this page shows. */
let self = "";

/** Whether a port ID, or a node ID, belongs to the node that this page shows. */
const isOwn = (id) => id === self || id.startsWith(`${self}#`);

/** An ID, with a mark if it belongs to the node that this page shows. */
function ids(id) {
	const text = make("span", { className: "id" }, id);
	return isOwn(id) ? [text, make("span", { className: "own" }, "this node")] : [text];
}

const clock = (date) => date.toLocaleTimeString();

/** Adds a line to a log that follows its end unless somebody scrolled away. */
function addLine(log, line) {
	const follows = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
	log.append(line);
	while (log.childElementCount > MAX_LINES) {
		log.firstElementChild.remove();
	}
	if (follows) {
		log.scrollTop = log.scrollHeight;
	}
}

// ---------------------------------------------------------------- events

let events;

/** Listens to the node, as a client of the chat if there is a nick. */
function listen(nick) {
	events?.close();
	events = new EventSource(nick ? `api/events?${new URLSearchParams({ nick })}` : "api/events");
	events.onopen = () => connection("live", "live");
	events.onerror = () => {
		connection("lost", "connection lost");
		if (events.readyState === EventSource.CLOSED) {
			setTimeout(() => listen(nick), 2000);
		}
	};
	const on = (name, receiver) => events.addEventListener(name, (event) => receiver(JSON.parse(event.data)));
	on("overview", showOverview);
	on("chat", ({ line }) => chatLine(line));
}

function connection(state, text) {
	$("connection").dataset.state = state;
	$("connection").textContent = text;
}

// ---------------------------------------------------------------- chat

function chatLine(line) {
	const notice = /^(\* .*|[^:]+ \((joins|quits, .*)\))$/s.test(line);
	addLine($("lines"), make("li", { className: notice ? "notice" : "" },
			make("time", {}, clock(new Date())), line));
}

function join(nick) {
	$("join").hidden = Boolean(nick);
	$("say").hidden = !nick;
	$("nick").textContent = nick ?? "";
	$("chat-problem").hidden = true;
	listen(nick);
	(nick ? $("say").elements.text : $("join").elements.nick).focus();
}

$("join").addEventListener("submit", (event) => {
	event.preventDefault();
	join(event.target.elements.nick.value.trim() || "anonymous");
});

$("leave").addEventListener("click", () => join(undefined));

$("say").addEventListener("submit", async (event) => {
	event.preventDefault();
	const input = event.target.elements.text;
	const body = new URLSearchParams({ nick: $("nick").textContent, text: input.value });
	try {
		const response = await fetch("api/chat", { method: "POST", body });
		$("chat-problem").hidden = response.ok;
		if (response.ok) {
			input.value = "";
		}
		else {
			$("chat-problem").textContent = `That was not said (${response.status}). Try again.`;
		}
	}
	catch (error) {
		$("chat-problem").hidden = false;
		$("chat-problem").textContent = "That was not said: the node does not answer.";
	}
});

// ---------------------------------------------------------------- node

function showOverview({ node, role, primary, listeners, peers }) {
	self = node;
	$("node").textContent = node;
	$("role").textContent = role.toLowerCase() + (primary && primary !== node ? `, primary ${primary}` : "");
	$("listeners").textContent = listeners.join(", ") || "nothing";
	$("alone").hidden = peers > 0;
	document.title = `${node} - aemp sample`;
}

// ---------------------------------------------------------------- images

/** How many pictures each worker did. */
const done = new Map();

$("upload").addEventListener("submit", async (event) => {
	event.preventDefault();
	const form = event.target;
	const files = [...form.elements.file.files];
	const width = form.elements.width.value;
	const button = form.querySelector("button");
	button.disabled = true;
	done.clear();
	$("thumbnails").replaceChildren();
	showProgress(0, files.length);
	const started = performance.now();
	let finished = 0;
	const queue = files.values();
	const upload = async () => {
		for (const file of queue) {
			showThumbnail(await scale(file, width));
			showProgress(++finished, files.length, performance.now() - started);
		}
	};
	await Promise.all(Array.from({ length: PARALLEL_UPLOADS }, upload));
	button.disabled = false;
});

async function scale(file, width) {
	const body = new FormData();
	body.append("file", file);
	body.append("width", width);
	try {
		const response = await fetch("api/images", { method: "POST", body });
		if (response.ok) {
			return (await response.json())[0];
		}
		return { name: file.name, problem: response.status === 413 ? "too large" : `refused (${response.status})` };
	}
	catch (error) {
		return { name: file.name, problem: "the node does not answer" };
	}
}

function showThumbnail({ name, mediaType, image, worker, tries, problem }) {
	const picture = problem ? make("div", { className: "failed" }, problem)
			: make("img", { src: `data:${mediaType};base64,${image}`, alt: name });
	const caption = make("figcaption", {}, name);
	if (worker) {
		done.set(worker, (done.get(worker) ?? 0) + 1);
		caption.append(make("span", { className: "by" }, ...ids(worker), tries > 1 ? ` (try ${tries})` : ""));
	}
	$("thumbnails").append(make("li", {}, make("figure", {}, picture, caption)));
}

function showProgress(finished, all, milliseconds) {
	$("progress").textContent = `${finished} of ${all} pictures`
			+ (finished === all ? ` in ${(milliseconds / 1000).toFixed(1)} s` : "");
	show($("workers"), ...[...done].map(([worker, count]) => make("li", {}, make("b", {}, String(count)),
			...ids(worker))));
}

const drop = $("drop");
for (const [type, over] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
	drop.addEventListener(type, (event) => {
		event.preventDefault();
		drop.classList.toggle("over", over);
		if (type === "drop") {
			$("upload").elements.file.files = event.dataTransfer.files;
		}
	});
}

listen();
