import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { SimulatorProcess } from '../tools/runtime/simulatorProcess';
import { type Outcome, type Setting, atMost } from './parts/Benchmark';
import { withVmEngine } from './parts/expressionEngine';
import { httpRequestNode, httpRequestParameters } from './parts/httpRequestNode';
import { inTurn, median, medianRatio } from './parts/measure';
import { shippedActionNode } from './parts/shipped';
import { addElasticIps, runItems, withSimulator } from './parts/world';

const GOAL = 1.3;
/**
 * A node that is this much slower is broken, however busy the machine. n8n's RoutingNode alone, which
 * evaluates each expression several times for each item, takes it beyond the goal.
 */
const WIDE_MARGIN = 4;

interface Case {
	name: string;
	/** How many items come out for each that goes in. */
	results: number;
	ours: INodeParameters;
	action: string;
	parameters: Record<string, string>;
	/** Puts back what a run has changed. */
	restore?: (items: IDataObject[]) => Promise<void>;
}

const expression = (value: string) => ({ __rl: true, mode: 'id', value });

function casesFor({ client }: SimulatorProcess): Case[] {
	return [
		{
			name: 'get',
			results: 1,
			ours: { operation: 'get', allocationId: expression('={{ $json.id }}') },
			action: 'DescribeEipAddresses',
			parameters: { AllocationId: '={{ $json.id }}', PageSize: '10' },
		},
		{
			name: 'associate',
			results: 1,
			ours: {
				operation: 'associate',
				allocationId: expression('={{ $json.id }}'),
				instanceId: '={{ $json.target }}',
				waitUntilDone: false,
			},
			action: 'AssociateEipAddress',
			parameters: {
				AllocationId: '={{ $json.id }}',
				InstanceId: '={{ $json.target }}',
				InstanceType: 'EcsInstance',
			},
			restore: async (items) => {
				for (const { id } of items) await client.change(String(id), { instanceId: '' });
			},
		},
		{
			name: 'getAll',
			results: 100,
			ours: { operation: 'getAll', limit: 100 },
			action: 'DescribeEipAddresses',
			parameters: { PageSize: '100', PageNumber: '1' },
		},
	];
}

async function run(setting: Setting): Promise<Outcome> {
	const { isShort, packageFolder } = setting;
	const counts = isShort ? [100] : [1, 100, 1_000];
	const [node, peer] = [shippedActionNode(packageFolder), await httpRequestNode(packageFolder)];
	const outcome: Outcome = { rows: [], checks: [] };
	await withSimulator(setting, async (simulator) => {
		const { url } = simulator;
		const world = await addElasticIps(simulator, Math.max(100, ...counts));
		for (const count of counts) {
			const items = world.slice(0, count);
			// Few items take little time: more rounds make up for the noise.
			const rounds = isShort ? 5 : count === 1 ? 41 : count === 100 ? 15 : 5;
			for (const one of casesFor(simulator)) {
				const { name, results, restore } = one;
				const ours = async () => {
					const parameters = { resource: 'elasticIp', ...one.ours };
					await runItems(node, url, parameters, items, count * results);
				};
				const theirs = async () => {
					const parameters = httpRequestParameters(url, one.action, one.parameters);
					await runItems(peer, url, parameters, items, count);
				};
				const samples = await inTurn(rounds, { ours, theirs }, async () => await restore?.(items));
				const values = (list: typeof samples.ours, key: 'cpu' | 'wall') =>
					list.map((sample) => sample[key] / count);
				for (const [key, unit] of [
					['cpu', 'ms of CPU an item'],
					['wall', 'ms an item'],
				] as const) {
					const [own, other] = [values(samples.ours, key), values(samples.theirs, key)];
					const ratio = medianRatio(own, other);
					outcome.rows.push({
						what: `\`${name}\`, ${count === 1 ? '1 item' : `${count} items`}`,
						measure: unit,
						value: median(own),
						peer: { name: 'HTTP Request node', value: median(other) },
						ratio,
						...(key === 'cpu' && {
							goal: { text: `≤ ${GOAL} times`, isMet: ratio <= GOAL },
						}),
					});
					if (key === 'cpu' && count >= 100) {
						outcome.checks.push(
							atMost(`CPU of \`${name}\`, ${count} items, beside HTTP Request`, ratio, WIDE_MARGIN),
						);
					}
				}
			}
		}
	});
	return outcome;
}

/** Operations through n8n-core's WorkflowExecute, beside n8n's HTTP Request node doing the same calls. */
export async function perItem(setting: Setting): Promise<Outcome> {
	return await withVmEngine(async () => await run(setting));
}
