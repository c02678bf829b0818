import type { SimulatorClient } from '../../simulator/client';
import type { Row } from './Benchmark';
import type { Lister, ListerName } from './listers';
import { median, peakOfHeap } from './measure';

/** Lists, and makes sure that nothing is missing. */
export async function listAll({ name, list }: Lister, size: number): Promise<object[]> {
	const found = await list(size);
	if (found.length !== size) throw new Error(`${name} found ${found.length} of ${size}`);
	return found;
}

/** How many requests each needs for as many Elastic IPs as there are. */
export async function countCalls(
	client: SimulatorClient,
	listers: Record<ListerName, Lister>,
	size: number,
): Promise<Record<ListerName, number>> {
	const calls = { ours: 0, sdkDefault: 0, sdkLargest: 0, httpRequest: 0 };
	for (const name of Object.keys(calls) as ListerName[]) {
		const before = (await client.state()).requests;
		await listAll(listers[name], size);
		calls[name] = (await client.state()).requests - before;
	}
	return calls;
}

/** Bytes of the heap that a lister keeps in use at most. Leaves so many Elastic IPs behind. */
export async function heapOf(
	client: SimulatorClient,
	lister: Lister,
	size: number,
	rounds: number,
): Promise<number> {
	const peaks: number[] = [];
	for (let round = 0; round < rounds; round++) {
		await client.reset();
		await client.addEips(1);
		const small = async () => {
			await listAll(lister, 1);
			await client.addEips(size - 1);
		};
		peaks.push(await peakOfHeap(small, async () => await listAll(lister, size)));
	}
	return median(peaks);
}

/** The rows of a number that each of the listers has. */
export function rowsBeside<Name extends ListerName>(
	row: Pick<Row, 'what' | 'measure'>,
	values: Record<Name | 'ours', number>,
	listers: Record<ListerName, Lister>,
	peers: Name[],
): Row[] {
	return peers.map((name) => ({
		...row,
		value: values.ours,
		peer: { name: listers[name].name, value: values[name] },
	}));
}
