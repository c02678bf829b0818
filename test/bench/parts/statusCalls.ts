import type { SimulatorClient } from '../../simulator/client';
import type { RecordedRequest } from '../../simulator/gateway/requestLog';

/** What the simulator saw of a wait. All times are milliseconds of its clock, which is this machine's. */
export interface Seen {
	/** When each look at a status came. */
	looks: number[];
	/** When the last Elastic IP became InUse. */
	finish: number;
}

const timesOf = (requests: RecordedRequest[], action: string) =>
	requests.filter((request) => request.action === action).map(({ time }) => time);

/** @param allocationIds the Elastic IPs that were bound; the simulator was reset before */
export async function whatWasSeen(client: SimulatorClient, allocationIds: string[]): Promise<Seen> {
	const [requests, journal] = [await client.requests(), await client.journal()];
	const wanted = new Set(allocationIds);
	const inUse = journal.filter(
		({ allocationId, change, to }) =>
			wanted.has(allocationId) && change === 'status' && to === 'InUse',
	);
	if (inUse.length !== wanted.size) {
		throw new Error(`${inUse.length} of ${wanted.size} Elastic IPs became InUse`);
	}
	return {
		looks: timesOf(requests, 'DescribeEipAddresses'),
		finish: Math.max(...inUse.map(({ time }) => time)),
	};
}

/** Looks that come at the same tick: a gap of half a tick ends a group. */
export function byTick(looks: number[], tick: number): number[][] {
	const groups: number[][] = [];
	for (const [index, time] of looks.toSorted((one, other) => one - other).entries()) {
		const current = groups.at(-1);
		const previous = current?.at(-1);
		if (index > 0 && current && previous !== undefined && time - previous < tick / 2) {
			current.push(time);
		} else groups.push([time]);
	}
	return groups;
}
