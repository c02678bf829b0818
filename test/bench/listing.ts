import type { SimulatorProcess } from '../support/simulatorProcess';
import { type Outcome, type Row, type Setting, atMost, exactly } from './parts/Benchmark';
import { withVmEngine } from './parts/expressionEngine';
import { LARGEST_PAGE, type Lister, type ListerName, listers } from './parts/listers';
import { countCalls, heapOf, listAll, rowsBeside } from './parts/listingCounts';
import { inTurn, median, medianRatio } from './parts/measure';
import { withSimulator } from './parts/world';

/** Milliseconds for `MOST` Elastic IPs with `LATENCY`. */
const TIME_GOAL = 2_000;
const LATENCY = 50;
const MOST = 10_000;
/** The machine may be busy; what takes twice the memory of another is broken. */
const WIDE_MARGIN = 2;
/** Fewer take so little memory that it can't be told from what else comes and goes. */
const WORTH_WEIGHING = 1_000;

/** One number of Elastic IPs against one simulator. */
interface Case {
	simulator: SimulatorProcess;
	all: Record<ListerName, Lister>;
	size: number;
	what: string;
	isShort: boolean;
}

async function calls({ simulator, all, size, what }: Case): Promise<Outcome> {
	const found = await countCalls(simulator.client, all, size);
	const peers = ['sdkDefault', 'sdkLargest', 'httpRequest'] as const;
	const fewest = Math.max(1, Math.ceil(size / LARGEST_PAGE));
	return {
		rows: rowsBeside({ what, measure: 'calls' }, found, all, [...peers]),
		checks: [exactly(`Calls for ${what}`, found.ours, fewest)],
	};
}

/** @param before bytes for each Elastic IP when there were fewer of them */
async function heap(
	{ simulator, all, size, what, isShort }: Case,
	before: number | undefined,
): Promise<Outcome & { each: number }> {
	const values = { ours: 0, sdkLargest: 0, httpRequest: 0 };
	const peers = ['sdkLargest', 'httpRequest'] as const;
	for (const name of ['ours', ...peers] as const) {
		values[name] = Math.round(
			(await heapOf(simulator.client, all[name], size, isShort ? 1 : 3)) / 1_000,
		);
	}
	const row = { what, measure: 'kB of heap at most' };
	const [besideSdk, besideNode] = rowsBeside(row, values, all, [...peers]);
	const goal = { text: "below the SDK's", isMet: values.ours < values.sdkLargest };
	const ratio = values.ours / values.sdkLargest;
	const each = (values.ours * 1_000) / size;
	return {
		rows: [{ ...besideSdk, goal }, besideNode],
		checks: [
			atMost(`Heap for ${what} beside the SDK`, ratio, WIDE_MARGIN),
			...(before === undefined
				? []
				: [atMost(`Growth of heap per Elastic IP, ${what}`, each / before, WIDE_MARGIN)]),
		],
		each,
	};
}

function roundsFor({ isShort, size }: Case, latency: number): number {
	if (size > 1_000) return latency > 0 && !isShort ? 1 : 3;
	return size > 50 ? 5 : 15;
}

async function time(one: Case, latency: number): Promise<Outcome> {
	const { simulator, all, size, isShort } = one;
	const what = `${one.what}, ${latency} ms latency`;
	await simulator.client.settings({ latency });
	// The others take up to a minute.
	const names: ListerName[] = isShort
		? ['ours']
		: ['ours', 'sdkLargest', 'httpRequest', 'sdkDefault'];
	const tasks = names.map((name) => [name, async () => void (await listAll(all[name], size))]);
	const samples = await inTurn(
		roundsFor(one, latency),
		Object.fromEntries(tasks) as Record<ListerName, () => Promise<void>>,
	);
	await simulator.client.settings({ latency: 0 });
	const wall = (name: ListerName) => samples[name].map((sample) => sample.wall);
	const own = wall('ours');
	const value = median(own);
	const common: Row = { what, measure: 'ms', value };
	const rows = names
		.filter((name) => name !== 'ours')
		.map((name): Row => {
			const peer = { name: all[name].name, value: median(wall(name)) };
			return { ...common, peer, ratio: medianRatio(own, wall(name)) };
		});
	if (size < MOST || latency !== LATENCY) return { rows, checks: [] };
	const goal = { text: `≤ ${TIME_GOAL.toLocaleString('en')}`, isMet: value <= TIME_GOAL };
	const [first = common, ...rest] = rows;
	return {
		rows: [{ ...first, goal }, ...rest],
		// The machine may be busy for a while: one round shows that it can.
		checks: [atMost(`Milliseconds for ${what}, the fastest`, Math.min(...own), TIME_GOAL)],
	};
}

async function run(setting: Setting): Promise<Outcome> {
	const { isShort, packageFolder } = setting;
	const outcomes: Outcome[] = [];
	await withSimulator(setting, async (simulator) => {
		const all = await listers(simulator.url, packageFolder);
		let each: number | undefined;
		for (const size of [50, 1_000, MOST]) {
			const what = `${size.toLocaleString('en')} Elastic IPs`;
			const one: Case = { simulator, all, size, what, isShort };
			await simulator.client.reset();
			await simulator.client.addEips(size);
			if (!isShort || size < MOST) outcomes.push(await calls(one));
			if (size >= WORTH_WEIGHING && !(isShort && size === MOST)) {
				const found = await heap(one, each);
				outcomes.push(found);
				each = found.each;
			}
			const latencies = isShort ? (size < MOST ? [] : [LATENCY]) : [0, LATENCY];
			for (const latency of latencies) outcomes.push(await time(one, latency));
		}
	});
	return {
		rows: outcomes.flatMap(({ rows }) => rows),
		checks: outcomes.flatMap(({ checks }) => checks),
	};
}

/** Reading all Elastic IPs, beside other ways to read them. */
export async function listing(setting: Setting): Promise<Outcome> {
	return await withVmEngine(async () => await run(setting));
}
