// Turns values into text for people.

const WHOLE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const FINE = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const CLOCK = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const BYTE_UNITS = ["B", "KB", "MB", "GB", "TB"];

export const count = (value) => WHOLE.format(value);

/** A number with its noun: "1 node", "2 nodes". */
export const counted = (value, noun) => `${count(value)} ${noun}${value === 1 ? "" : "s"}`;

/** A time in milliseconds, with as many digits as matter. */
export const milliseconds = (value) => value === undefined ? "" : `${Number(value.toPrecision(2))} ms`;

export const bytesRate = (value) => value === undefined ? "\u2013" : `${bytes(value)}/s`;

export const rate = (value) => value === undefined ? "\u2013" : `${(value < 10 ? FINE : WHOLE).format(value)}/s`;

export function bytes(value) {
	let unit = 0;
	for (; value >= 1024 && unit < BYTE_UNITS.length - 1; unit++) {
		value /= 1024;
	}
	return `${(unit ? FINE : WHOLE).format(value)}\u00a0${BYTE_UNITS[unit]}`;
}

/** The time of day, with the day unless it is today. */
export function clock(instant) {
	const date = new Date(instant);
	const time = CLOCK.format(date);
	return date.toDateString() === new Date().toDateString() ? time : `${DAY.format(date)}, ${time}`;
}

/** Milliseconds since 1970, with the fraction that a date of the browser would cut. */
export function instant(text) {
	const [, fraction = ""] = /(\.\d+)/.exec(text) ?? [];
	return Date.parse(text.replace(fraction, "")) + Number(`0${fraction}`) * 1000;
}

/** The seconds of a duration in the form of ISO 8601, as Java writes it: PT1H2M3.4S. */
export function seconds(duration) {
	const [, hours = 0, minutes = 0, rest = 0] = /^PT(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?$/.exec(duration) ?? [];
	return hours * 3600 + minutes * 60 + Number(rest);
}

export function duration(value) {
	const units = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]];
	const [size, name] = units.find(([size]) => value >= size) ?? [1, "s"];
	return `${Math.max(0, Math.floor(value / size))}\u00a0${name}`;
}

export const since = (instant, now) => duration((now - new Date(instant)) / 1000);

/** Cuts the middle of a long text, where IDs differ least. */
export function shorten(text, length) {
	const half = (length - 1) / 2;
	return text.length <= length ? text : `${text.slice(0, Math.ceil(half))}\u2026${text.slice(text.length - Math.floor(half))}`;
}

/** A value of the database, as it came from its node. */
export const value = (given) => typeof given === "string" ? given : given === null ? "" : JSON.stringify(given);
