import type { INodeParameters } from 'n8n-workflow';
import type { SimulatorProcess } from '../support/simulatorProcess';
import { type Outcome, type Row, type Setting, atMost } from './parts/Benchmark';
import { withVmEngine } from './parts/expressionEngine';
import { HTTP_REQUEST, httpRequestNode, httpRequestParameters } from './parts/httpRequestNode';
import { type Sample, measure, median, medianRatio } from './parts/measure';
import { officialSdk } from './parts/officialSdk';
import { SDK_SCRIPT, type SdkScript, type WorldItem, sdkScript } from './parts/sdkScript';
import { shippedActionNode } from './parts/shipped';
import { runItems, withSimulator } from './parts/world';

/** Milliseconds that a change takes; not near a look, so that a late one does not change how many there are. */
const CHANGE_TAKES = 500;
/**
 * So many times the HTTP Request node's CPU is what one item costs at most: n8n's RoutingNode evaluates an
 * expression several times for each item. More than this was added since.
 */
const CPU_LIMIT = 3.2;
/** Worth a mean for each item; with fewer it is n8n's start of a workflow. */
const MANY = 100;

const contenders = ['ours', 'httpRequest', 'sdk'] as const;
type Contender = (typeof contenders)[number];

/** One operation, and how others do the same. */
interface Scenario {
	operation: string;
	/** What it is done with beside the Elastic IP. */
	parameters: INodeParameters;
	/** What there is beside the Elastic IPs: nothing, targets, or each is bound to its target. */
	world: 'alone' | 'with targets' | 'bound';
	/** API actions of HTTP Request nodes, one behind the other; none where they would have to look again and again. */
	httpRequest?: Array<[action: string, parameters: Record<string, string>]>;
	sdk(script: SdkScript, item: WorldItem): Promise<void>;
	/** By the number of items: so many calls at most. */
	mostCalls: Record<number, number>;
	counts: number[];
	/** In CI. */
	shortCounts: number[];
}

const byId = { AllocationId: '={{ $json.id }}' };

const scenarios: Scenario[] = [
	{
		operation: 'get',
		parameters: {},
		world: 'alone',
		httpRequest: [['DescribeEipAddresses', byId]],
		sdk: async (script, { id }) => void (await script.look(id)),
		mostCalls: { 1: 1, 100: 2, 1_000: 20 },
		counts: [1, 100, 1_000],
		shortCounts: [100, 1_000],
	},
	{
		operation: 'release',
		// The others do not wait either.
		parameters: { waitUntilDone: false },
		world: 'alone',
		httpRequest: [
			['DescribeEipAddresses', byId],
			['ReleaseEipAddress', byId],
		],
		async sdk(script, { id }) {
			const { status } = await script.look(id);
			if (status !== 'Available') throw new Error(`${id} is ${status}`);
			await script.release(id);
		},
		mostCalls: { 1: 2, 100: 110, 1_000: 1_100 },
		counts: [1, 100, 1_000],
		shortCounts: [100],
	},
	{
		operation: 'unassociate',
		parameters: {},
		world: 'bound',
		async sdk(script, { id }) {
			const { instanceId } = await script.look(id);
			await script.unassociate(id, instanceId);
			await script.waitFor(id, 'Available');
		},
		mostCalls: { 1: 3, 100: 114 },
		counts: [1, 100, 1_000],
		shortCounts: [100],
	},
	{
		operation: 'move',
		parameters: { instanceId: { __rl: true, mode: 'id', value: '={{ $json.other }}' } },
		world: 'bound',
		async sdk(script, { id, other }) {
			const { instanceId } = await script.look(id);
			await script.unassociate(id, instanceId);
			await script.waitFor(id, 'Available');
			await script.associate(id, other);
			await script.waitFor(id, 'InUse');
		},
		mostCalls: { 40: 94 },
		counts: [1, 40, 100, 1_000],
		shortCounts: [40],
	},
	{
		operation: 'associate',
		parameters: { instanceId: { __rl: true, mode: 'id', value: '={{ $json.target }}' } },
		world: 'with targets',
		async sdk(script, { id, target }) {
			await script.associate(id, target);
			await script.waitFor(id, 'InUse');
		},
		mostCalls: { 1: 2, 100: 106 },
		counts: [1, 100, 1_000],
		shortCounts: [100],
	},
];

/** What was measured of one contender, a value for each round. */
interface Measured {
	calls: number[];
	samples: Sample[];
}

type All = Partial<Record<Contender, Measured>> & { ours: Measured };

type Goal = Row['goal'];

type Run = (scenario: Scenario, items: WorldItem[]) => Promise<void>;

/** Elastic IPs in a simulator that knows nothing else. */
async function addWorld(
	{ client }: SimulatorProcess,
	{ world }: Scenario,
	count: number,
): Promise<WorldItem[]> {
	const [associating, unassociating, releasing] = [CHANGE_TAKES, CHANGE_TAKES, CHANGE_TAKES];
	await client.reset();
	await client.settings({ durations: { associating, unassociating, releasing } });
	const eips = await client.addEips(count);
	const items = eips.map(({ allocationId }, index) => ({
		id: allocationId,
		target: `i-${index}`,
		other: `i-other-${index}`,
	}));
	const addTargets = async ({ id, target, other }: WorldItem) => {
		await client.addInstance({ type: 'EcsInstance', id: target });
		if (world !== 'bound') return;
		await client.addInstance({ type: 'EcsInstance', id: other });
		await client.change(id, { instanceId: target });
	};
	if (world !== 'alone') await Promise.all(items.map(addTargets));
	return items;
}

async function runnersFor(
	{ url }: SimulatorProcess,
	packageFolder: string,
): Promise<Record<Contender, Run>> {
	const [node, peer] = [shippedActionNode(packageFolder), await httpRequestNode(packageFolder)];
	const script = sdkScript(await officialSdk(url));
	return {
		async ours({ operation, parameters }, items) {
			const allocationId = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
			const all = { resource: 'elasticIp', operation, allocationId, ...parameters };
			await runItems(node, url, all, items, items.length);
		},
		async httpRequest({ httpRequest = [] }, items) {
			for (const [action, parameters] of httpRequest) {
				const all = httpRequestParameters(url, action, parameters);
				await runItems(peer, url, all, items, items.length);
			}
		},
		async sdk({ sdk }, items) {
			await Promise.all(items.map(async (item) => await sdk(script, item)));
		},
	};
}

/** What takes longer is less disturbed by what else goes on. */
function roundsFor(count: number): number {
	return count > MANY ? 1 : 3;
}

/** Measures those that can do it in turn, each with Elastic IPs of its own. */
async function measureAll(
	simulator: SimulatorProcess,
	runners: Record<Contender, Run>,
	{ scenario, count, latency, rounds }: Cell,
	names: Contender[],
): Promise<All> {
	const measured: All = { ours: { calls: [], samples: [] } };
	for (let round = 0; round < rounds; round++) {
		for (const name of names) {
			const items = await addWorld(simulator, scenario, count);
			await simulator.client.settings({ latency });
			const sample = await measure(async () => await runners[name](scenario, items));
			const { calls, samples } = (measured[name] ??= { calls: [], samples: [] });
			calls.push((await simulator.client.state()).requests);
			samples.push(sample);
		}
	}
	return measured;
}

interface Cell {
	scenario: Scenario;
	count: number;
	latency: number;
	rounds: number;
	isShort: boolean;
}

function contendersFor({ scenario, isShort }: Cell): Contender[] {
	const isThere = (name: Contender) => name !== 'httpRequest' || scenario.httpRequest !== undefined;
	if (!isShort) return contenders.filter(isThere);
	return scenario.operation === 'get' ? ['ours', 'httpRequest'] : ['ours'];
}

/** The others beside this package; those that cannot do it have no value. One row without any, if there are none. */
function besides(
	measured: All,
	names: Contender[],
	read: (one: Measured) => number[],
): Array<Pick<Row, 'value' | 'peer' | 'ratio'>> {
	const own = read(measured.ours);
	const value = median(own);
	if (names.length === 0) return [{ value }];
	return names.map((name) => {
		const other = measured[name];
		const title = name === 'sdk' ? SDK_SCRIPT : HTTP_REQUEST;
		if (!other) return { value, peer: { name: title, value: undefined } };
		const values = read(other);
		return { value, peer: { name: title, value: median(values) }, ratio: medianRatio(own, values) };
	});
}

function report(cell: Cell, measured: All): Outcome {
	const { scenario, count, latency, isShort } = cell;
	const items = count === 1 ? '1 item' : `${count.toLocaleString('en')} items`;
	const what = `\`${scenario.operation}\`, ${items}`;
	// What cannot do the same has a dash; what CI leaves out is not named.
	const others = (isShort ? contendersFor(cell) : [...contenders]).filter(
		(name) => name !== 'ours',
	);
	const outcome: Outcome = { rows: [], checks: [] };
	const { rows, checks } = outcome;
	const add = (
		row: Pick<Row, 'what' | 'measure'>,
		found: ReturnType<typeof besides>,
		goal?: Goal,
	) => rows.push(...found.map((one, index) => ({ ...row, ...one, ...(index === 0 && { goal }) })));

	if (latency > 0) {
		const most: number | undefined = scenario.mostCalls[count];
		const value = Math.max(...measured.ours.calls);
		const goal =
			most === undefined ? most : { text: `≤ ${most.toLocaleString('en')}`, isMet: value <= most };
		const calls = besides(measured, others, (one) => one.calls);
		add({ what, measure: 'calls' }, calls, goal);
		if (most !== undefined) checks.push(atMost(`Calls of ${what}`, value, most));
	}
	const wall = besides(measured, others, ({ samples }) => samples.map((sample) => sample.wall));
	const other = wall[0].peer?.value;
	const isGoal = scenario.operation === 'get' && latency > 0 && count >= MANY;
	const goal =
		isGoal && other !== undefined
			? { text: `below the ${HTTP_REQUEST}'s`, isMet: wall[0].value < other }
			: undefined;
	add({ what: `${what}, ${latency} ms latency`, measure: 'ms' }, wall, goal);
	// Waiting for the network takes no CPU: it is the same with any latency.
	if (count < MANY || (latency > 0 && !isShort)) return outcome;
	const comparable = others.filter((name) => name === 'httpRequest' && measured[name]);
	const cpu = besides(measured, comparable, ({ samples }) =>
		samples.map((sample) => sample.cpu / count),
	);
	add({ what, measure: 'ms of CPU an item' }, cpu);
	const [{ ratio }] = cpu;
	if (scenario.operation === 'get' && ratio !== undefined) {
		checks.push(atMost(`CPU of ${what}, beside the ${HTTP_REQUEST}'s`, ratio, CPU_LIMIT));
	}
	return outcome;
}

function* cellsFor(isShort: boolean): Generator<Cell> {
	for (const scenario of scenarios) {
		for (const count of isShort ? scenario.shortCounts : scenario.counts) {
			for (const latency of isShort ? [50] : [0, 50]) {
				yield { scenario, count, latency, rounds: roundsFor(count), isShort };
			}
		}
	}
}

async function run(setting: Setting): Promise<Outcome> {
	const outcome: Outcome = { rows: [], checks: [] };
	await withSimulator(setting, async (simulator) => {
		const runners = await runnersFor(simulator, setting.packageFolder);
		// What is run the first time is compiled.
		const [{ scenario }] = [...cellsFor(true)];
		const warmUp: Cell = { scenario, count: MANY, latency: 0, rounds: 1, isShort: false };
		await measureAll(simulator, runners, warmUp, [...contenders]);
		for (const cell of cellsFor(setting.isShort)) {
			const measured = await measureAll(simulator, runners, cell, contendersFor(cell));
			const { rows, checks } = report(cell, measured);
			outcome.rows.push(...rows);
			outcome.checks.push(...checks);
		}
	});
	return outcome;
}

/**
 * Operations on many items through n8n-core's WorkflowExecute: calls, time and CPU beside the HTTP Request
 * node, which sends all items at once, and beside a script with the official SDK, which keeps as many
 * requests under way as this package.
 */
export async function manyItems(setting: Setting): Promise<Outcome> {
	return await withVmEngine(async () => await run(setting));
}
