// Asks the node for what a view shows, as long as somebody looks at it.

const INTERVAL = 2000;
const MOST = 30000;
const PATIENCE = 10000;

/**
 * Asks again and again until it is stopped, and pauses while the page is hidden. After a failure it waits twice as long
 * each time, up to half a minute.
 */
export class Poll {

	#parts;
	#receive;
	#tell;
	#timer;
	#failures = 0;
	#stopped = false;
	#onVisibility = () => this.#wake();

	/**
	 * @param parts gives the addresses to ask, by names
	 * @param receive is told the answers by the same names, and the time of the node
	 * @param tell is told how it goes: a state, and a text for people
	 */
	constructor(parts, receive, tell) {
		this.#parts = parts;
		this.#receive = receive;
		this.#tell = tell;
		document.addEventListener("visibilitychange", this.#onVisibility);
		this.#ask();
	}

	stop() {
		this.#stopped = true;
		clearTimeout(this.#timer);
		document.removeEventListener("visibilitychange", this.#onVisibility);
	}

	async #ask() {
		try {
			const answers = await Promise.all(Object.entries(this.#parts()).map(ask));
			if (!this.#stopped) {
				this.#failures = 0;
				this.#tell("live", "live");
				this.#receive(Object.fromEntries(answers.map(({ name, body }) => [name, body])), answers[0].time);
				this.#later(INTERVAL);
			}
		}
		catch (failure) {
			if (!this.#stopped) {
				const delay = Math.min(MOST, INTERVAL * 2 ** this.#failures++);
				this.#tell("lost", `${failure.message}; next attempt in ${delay / 1000} s`);
				this.#later(delay);
			}
		}
	}

	#later(delay) {
		this.#timer = setTimeout(() => this.#wake(), delay);
	}

	#wake() {
		clearTimeout(this.#timer);
		if (document.hidden) {
			this.#tell("paused", "paused");
		}
		else {
			this.#ask();
		}
	}

}

async function ask([name, address]) {
	const response = await fetch(new URL(address, import.meta.url), {
		headers: { Accept: "application/json" },
		signal: AbortSignal.timeout(PATIENCE),
	}).catch(() => {
		throw new Error("the node does not answer");
	});
	if (!response.ok) {
		throw new Error(`the node refuses (${response.status})`);
	}
	const time = Date.parse(response.headers.get("Date")) || Date.now();
	return { name, time, body: await response.json() };
}
