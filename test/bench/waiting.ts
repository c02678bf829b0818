import type { IDataObject } from 'n8n-workflow';
import type { SimulatorClient } from '../simulator/client';
import { type Outcome, type Setting, atMost } from './parts/Benchmark';
import { withVmEngine } from './parts/expressionEngine';
import { officialSdk } from './parts/officialSdk';
import { SDK_SCRIPT, sdkScript } from './parts/sdkScript';
import { shippedActionNode } from './parts/shipped';
import { type Seen, byTick, whatWasSeen } from './parts/statusCalls';
import { runItems, withSimulator } from './parts/world';

/** Milliseconds between two looks, of the node and of the script beside it. */
const TICK = 2_000;
/** What one status call can ask for. */
const PER_CALL = 50;
/** A busy machine may be late; whoever needs another tick has missed one. */
const WIDE_MARGIN = 2 * TICK;

/** Elastic IPs and a server for each, in a simulator that knows nothing else. */
async function addWorld(
	client: SimulatorClient,
	count: number,
	associating: number,
): Promise<IDataObject[]> {
	await client.reset();
	await client.settings({ durations: { associating } });
	const eips = await client.addEips(count);
	const items = eips.map(({ allocationId }, index) => ({ id: allocationId, target: `i-${index}` }));
	await Promise.all(
		items.map(async ({ target }) => await client.addInstance({ type: 'EcsInstance', id: target })),
	);
	return items;
}

interface Waited extends Seen {
	/** When everything had come back. */
	done: number;
}

async function run(setting: Setting): Promise<Outcome> {
	const { isShort, packageFolder } = setting;
	const node = shippedActionNode(packageFolder);
	// Not near a tick, so that a late start does not change how many ticks are needed.
	const associating = isShort ? 2_000 : 6_000;
	const outcome: Outcome = { rows: [], checks: [] };
	await withSimulator(setting, async ({ client, url }) => {
		const script = sdkScript(await officialSdk(url));
		const waited = async (
			count: number,
			task: (items: IDataObject[]) => Promise<unknown>,
		): Promise<Waited> => {
			const items = await addWorld(client, count, associating);
			await task(items);
			const done = Date.now();
			return {
				...(await whatWasSeen(
					client,
					items.map(({ id }) => String(id)),
				)),
				done,
			};
		};
		for (const count of isShort ? [200] : [1, 50, 200]) {
			const ours = await waited(count, async (items) => {
				const parameters = {
					resource: 'elasticIp',
					operation: 'associate',
					allocationId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
					instanceId: { __rl: true, mode: 'id', value: '={{ $json.target }}' },
					waitUntilDone: true,
				};
				await runItems(node, url, parameters, items, count);
			});
			const theirs = await waited(count, async (items) => {
				const bind = async (id: string, target: string) => {
					await script.associate(id, target);
					await script.waitFor(id, 'InUse');
				};
				await Promise.all(
					items.map(async ({ id, target }) => await bind(String(id), String(target))),
				);
			});
			report(outcome, count, ours, theirs);
		}
	});
	return outcome;
}

function report(outcome: Outcome, count: number, ours: Waited, theirs: Waited): void {
	const what = count === 1 ? '1 Elastic IP' : `${count} Elastic IPs`;
	const name = SDK_SCRIPT;
	const calls = Math.ceil(count / PER_CALL);
	const ticks = byTick(ours.looks, TICK);
	const most = Math.max(...ticks.map(({ length }) => length));
	const late = (waited: Waited) => Math.max(0, waited.done - waited.finish);
	outcome.rows.push(
		{
			what,
			measure: 'status calls a tick at most',
			value: most,
			peer: { name, value: Math.max(...byTick(theirs.looks, TICK).map(({ length }) => length)) },
			goal: { text: `≤ ${calls}`, isMet: most <= calls },
		},
		{
			what,
			measure: 's from the last change to its result',
			value: late(ours) / 1_000,
			peer: { name, value: late(theirs) / 1_000 },
			goal: { text: `≤ ${TICK / 1_000} s`, isMet: late(ours) <= TICK },
		},
	);
	const afterFinish = ticks.filter(([first]) => first > ours.finish).length;
	outcome.checks.push(
		atMost(`Status calls a tick for ${what}`, most, calls),
		atMost(`Ticks after all ${what} were InUse`, afterFinish, 1),
		atMost(`Milliseconds from the last change to its result, ${what}`, late(ours), WIDE_MARGIN),
	);
}

/** Binding many Elastic IPs at once and waiting, beside one loop for each of them. */
export async function waiting(setting: Setting): Promise<Outcome> {
	return await withVmEngine(async () => await run(setting));
}
