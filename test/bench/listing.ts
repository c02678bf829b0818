import type { SimulatorProcess } from '../tools/runtime/simulatorProcess';
import { type Outcome, type Row, type Setting, atMost, exactly } from './parts/Benchmark';
import { withVmEngine } from './parts/expressionEngine';
import { LARGEST_PAGE, type Lister, type ListerName, listers } from './parts/listers';
import { countCalls, heapOf, listAll, rowsBeside } from './parts/listingCounts';
import { inTurn, median, medianRatio } from './parts/measure';
import { withSimulator } from './parts/world';

const TIME_GOAL = 1.15;
/** The machine may be busy; a list that takes twice the time of another is broken. */
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
	if (isShort) return 2;
	if (size > 1_000) return latency > 0 ? 1 : 3;
	return size > 50 ? 5 : 15;
}

async function time(one: Case, latency: number): Promise<Outcome> {
	const { simulator, all, size, isShort } = one;
	const what = `${one.what}, ${latency} ms latency`;
	await simulator.client.settings({ latency });
	// Ten times the calls take ten times as long, which need not be shown in CI.
	const names: ListerName[] = [
		...(['ours', 'sdkLargest', 'httpRequest'] as const),
		...(isShort ? [] : (['sdkDefault'] as const)),
	];
	const tasks = names.map((name) => [name, async () => void (await listAll(all[name], size))]);
	const samples = await inTurn(
		roundsFor(one, latency),
		Object.fromEntries(tasks) as Record<ListerName, () => Promise<void>>,
	);
	await simulator.client.settings({ latency: 0 });
	const wall = (name: ListerName) => samples[name].map((sample) => sample.wall);
	const own = wall('ours');
	const common = { what, measure: 'ms', value: median(own) };
	const rows = names
		.filter((name) => name !== 'ours')
		.map((name): Row => {
			const peer = { name: all[name].name, value: median(wall(name)) };
			return { ...common, peer, ratio: medianRatio(own, wall(name)) };
		});
	if (latency === 0) return { rows, checks: [] };
	const least = Math.ceil(size / LARGEST_PAGE) * latency;
	const isMet = common.value <= TIME_GOAL * least;
	rows.unshift({
		...common,
		peer: { name: 'calls × latency', value: least },
		goal: { text: `≤ ${TIME_GOAL} times`, isMet },
	});
	// A single call takes less time than n8n needs to start a workflow.
	if (size < WORTH_WEIGHING) return { rows, checks: [] };
	const ratio = medianRatio(own, wall('sdkLargest'));
	return { rows, checks: [atMost(`Time for ${what}, beside the SDK`, ratio, WIDE_MARGIN)] };
}

async function run(setting: Setting): Promise<Outcome> {
	const { isShort, packageFolder } = setting;
	const outcomes: Outcome[] = [];
	await withSimulator(setting, async (simulator) => {
		const all = await listers(simulator.url, packageFolder);
		let each: number | undefined;
		for (const size of isShort ? [50, 1_000] : [50, 1_000, 10_000]) {
			const what = `${size.toLocaleString('en')} Elastic IPs`;
			const one: Case = { simulator, all, size, what, isShort };
			await simulator.client.reset();
			await simulator.client.addEips(size);
			outcomes.push(await calls(one));
			if (size >= WORTH_WEIGHING) {
				const found = await heap(one, each);
				outcomes.push(found);
				each = found.each;
			}
			const latencies = isShort ? (size < WORTH_WEIGHING ? [] : [20]) : [0, 50];
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
