import type { INodeParameters } from 'n8n-workflow';
import { REQUESTS_IN_FLIGHT } from '../../nodes/AlibabaCloudEip/transport/session';
import { RATES, RATE_WINDOW } from '../simulator/facts/rates';
import type { RecordedRequest } from '../simulator';
import { type Outcome, type Setting, atMost, exactly } from './parts/Benchmark';
import { measure } from './parts/measure';
import { shippedActionNode } from './parts/shipped';
import { addElasticIps, runItems, withSimulator } from './parts/world';

const GOAL = 1.2;
/** Slower than this is not the machine's fault. */
const WIDE_MARGIN = 1.5;

interface Case {
	name: string;
	action: string;
	parameters: INodeParameters;
	count: number;
}

const ID = { __rl: true, mode: 'id', value: '={{ $json.id }}' };

function casesFor(isShort: boolean): Case[] {
	const associate = {
		name: 'associate',
		action: 'AssociateEipAddress',
		parameters: {
			operation: 'associate',
			allocationId: ID,
			instanceId: '={{ $json.target }}',
			waitUntilDone: false,
		},
	};
	const get = {
		name: 'get',
		action: 'DescribeEipAddresses',
		parameters: { operation: 'get', allocationId: ID },
	};
	// 500 reads are less than Alibaba Cloud allows in a minute, so there is also a run with more.
	return isShort
		? [{ ...associate, count: 150 }]
		: [
				{ ...associate, count: 500 },
				{ ...get, count: 500 },
				{ ...get, count: 1_000 },
			];
}

/** Milliseconds after which the last of so many calls may begin, if the first begin at once. */
function theoreticalMinimum(action: string, count: number): number {
	return Math.floor((count - 1) / RATES[action]) * RATE_WINDOW;
}

const isRefused = ({ outcome }: RecordedRequest) => outcome !== 'ok';

/** The most calls that came within one window, once the first was refused; those that were refused count too. */
function mostInWindow(requests: RecordedRequest[]): number {
	const first = requests.findIndex(isRefused);
	if (first === -1) return 0;
	// The first refusal and what was under way with it tell the limit; from then on it is kept.
	const calls = requests.filter(
		(call, index) => !isRefused(call) || index > first + REQUESTS_IN_FLIGHT,
	);
	return Math.max(
		...calls.map(
			({ time: start }) =>
				calls.filter(({ time }) => time >= start && time < start + RATE_WINDOW).length,
		),
	);
}

/** Many items at the rates that Alibaba Cloud documents. */
export async function load(setting: Setting): Promise<Outcome> {
	const outcome: Outcome = { rows: [], checks: [] };
	const node = shippedActionNode(setting.packageFolder);
	for (const { name, action, parameters, count } of casesFor(setting.isShort)) {
		await withSimulator(setting, async (simulator) => {
			const input = await addElasticIps(simulator, count);
			await simulator.client.settings({ rates: 'documented' });
			const { wall } = await measure(async () => {
				const all = { resource: 'elasticIp', ...parameters };
				await runItems(node, simulator.url, all, input, count);
			});
			const calls = (await simulator.client.requests()).filter((call) => call.action === action);
			const refused = calls.filter(isRefused).length;
			const least = theoreticalMinimum(action, count);
			const what = `\`${name}\`, ${count.toLocaleString('en')} items`;
			outcome.rows.push(
				{
					...{ what, measure: 'seconds', value: wall / 1000 },
					...(least > 0 && {
						peer: { name: `what ${RATES[action]} calls a minute allow`, value: least / 1000 },
						goal: { text: `≤ ${GOAL} times`, isMet: wall / least <= GOAL },
					}),
				},
				{ what, measure: 'calls refused', value: refused },
			);
			outcome.checks.push(
				exactly(`Calls of ${what} that were carried out`, calls.length - refused, count),
				atMost(`Calls of ${what} that were refused`, refused, REQUESTS_IN_FLIGHT),
				atMost(`Calls of ${what} in a minute`, mostInWindow(calls), RATES[action]),
			);
			if (least > 0) outcome.checks.push(atMost(`Time of ${what}`, wall / least, WIDE_MARGIN));
		});
	}
	return outcome;
}
