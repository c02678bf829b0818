/** Milliseconds in a minute and a day. */
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** `YYYY-MM-DDThh:mm:ssZ`, the form of every time stamp in replies. */
export function isoSeconds(time: number): string {
	return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** `YYYY-MM-DDThh:mmZ`, the form of expiry times. */
export function isoMinutes(time: number): string {
	return `${new Date(time).toISOString().slice(0, 16)}Z`;
}

/** Reads `YYYY-MM-DDThh:mm:ssZ`; `undefined` for another form or a date that does not exist. */
export function parseIsoSeconds(text: string): number | undefined {
	if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text)) return undefined;
	const time = Date.parse(text);
	return Number.isNaN(time) || isoSeconds(time) !== text ? undefined : time;
}

/** Reads `YYYY-MM-DDThh:mmZ`; `undefined` for another form or a date that does not exist. */
export function parseIsoMinutes(text: string): number | undefined {
	if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/.test(text)) return undefined;
	const time = Date.parse(text);
	return Number.isNaN(time) || isoMinutes(time) !== text ? undefined : time;
}
