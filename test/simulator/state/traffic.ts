import type { Eip } from './eip';
import { hash32 } from './random';
import { MINUTE } from './time';

/** Bytes and packets of one EIP in a span of time. */
export interface Traffic {
	readonly rx: number;
	readonly tx: number;
	readonly packets: number;
}

/** One minute: what was set for it, else figures that depend on id and minute only. */
function trafficOfMinute(eip: Eip, minute: number): Traffic {
	const span = eip.traffic.find(({ from, to }) => minute >= from && minute < to);
	if (span) {
		const [rx, tx] = [span.rx * 60, span.tx * 60];
		return { rx, tx, packets: Math.ceil((rx + tx) / 1000) };
	}
	const hash = hash32(`${eip.allocationId}/${minute / MINUTE}`);
	const rx = hash % 3_000_000;
	const tx = (hash >>> 8) % 1_000_000;
	return { rx, tx, packets: Math.ceil((rx + tx) / 700) };
}

/** The sum over `period` ms that begin at a full minute. */
export function trafficOf(eip: Eip, start: number, period: number): Traffic {
	let [rx, tx, packets] = [0, 0, 0];
	for (let minute = start; minute < start + period; minute += MINUTE) {
		const traffic = trafficOfMinute(eip, minute);
		rx += traffic.rx;
		tx += traffic.tx;
		packets += traffic.packets;
	}
	return { rx, tx, packets };
}
