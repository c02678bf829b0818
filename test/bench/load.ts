import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { MAX_REQUESTS_IN_FLIGHT } from '../../nodes/AlibabaCloudEip/api/client/turn';
import { RATES, RATE_WINDOW } from '../simulator/facts/rates';
import type { RecordedRequest } from '../simulator';
import { type RunOptions, runNode } from '../engine/harness';
import type { SimulatorProcess } from '../support/simulatorProcess';
import {
	type Check,
	type Outcome,
	type Row,
	type Setting,
	atMost,
	exactly,
} from './parts/Benchmark';
import { HTTP_REQUEST, httpRequestNode, httpRequestParameters } from './parts/httpRequestNode';
import { measure } from './parts/measure';
import { shippedActionNode } from './parts/shipped';
import { addElasticIps, credentialFor, withSimulator } from './parts/world';

/** Slower than this is not the machine's fault. */
const WIDE_MARGIN = 1.5;

interface Case {
	name: string;
	action: string;
	parameters: INodeParameters;
	/** The same with the HTTP Request node. */
	httpRequest: Record<string, string>;
	count: number;
	/** So many items share one call. */
	perCall: number;
	/** Seconds that it takes at most. */
	goal: number;
}

const ID = { __rl: true, mode: 'id', value: '={{ $json.id }}' };

const get: Case = {
	name: 'get',
	action: 'DescribeEipAddresses',
	parameters: { operation: 'get', allocationId: ID },
	httpRequest: { AllocationId: '={{ $json.id }}' },
	count: 1_000,
	perCall: 50,
	goal: 10,
};

const associate: Case = {
	name: 'associate',
	action: 'AssociateEipAddress',
	parameters: {
		operation: 'associate',
		allocationId: ID,
		instanceId: { __rl: true, mode: 'id', value: '={{ $json.target }}' },
		waitUntilDone: false,
	},
	httpRequest: {
		AllocationId: '={{ $json.id }}',
		InstanceId: '={{ $json.target }}',
		InstanceType: 'EcsInstance',
	},
	count: 500,
	perCall: 1,
	// 240 seconds are the least that is allowed.
	goal: 288,
};

/** Seconds after which the last of so many calls may begin, if the first begin at once. */
function theoreticalMinimum(action: string, calls: number): number {
	return (Math.floor((calls - 1) / RATES[action]) * RATE_WINDOW) / 1_000;
}

const isRefused = ({ outcome }: RecordedRequest) => outcome !== 'ok';

/** The most calls that came within one window, once the first was refused; those that were refused count too. */
function mostInWindow(requests: RecordedRequest[]): number {
	const first = requests.findIndex(isRefused);
	if (first === -1) return 0;
	// The first refusal and what was under way with it tell the limit; from then on it is kept.
	const calls = requests.filter(
		(call, index) => !isRefused(call) || index > first + MAX_REQUESTS_IN_FLIGHT,
	);
	return Math.max(
		...calls.map(
			({ time: start }) =>
				calls.filter(({ time }) => time >= start && time < start + RATE_WINDOW).length,
		),
	);
}

/** What became of a run that goes on when items fail. */
interface Run {
	seconds: number;
	failedItems: number;
	calls: RecordedRequest[];
}

async function runAll(
	{ client, url }: SimulatorProcess,
	{ action, count }: Case,
	subject: RunOptions['subject'],
	parameters: INodeParameters,
	items: IDataObject[],
): Promise<Run> {
	let failedItems = 0;
	const { wall } = await measure(async () => {
		const { error, items: output } = await runNode({
			...{ subject, parameters, items },
			credential: credentialFor(url),
			node: { onError: 'continueRegularOutput' },
		});
		if (error) throw error;
		if (output.length !== count) throw new Error(`${output.length} items came back`);
		failedItems = output.filter(({ json }) => json.error !== undefined).length;
	});
	const calls = (await client.requests()).filter((call) => call.action === action);
	return { seconds: wall / 1_000, failedItems, calls };
}

function report(one: Case, ours: Run, theirs: Run | undefined): Outcome {
	const { name, action, count, perCall, goal } = one;
	const what = `\`${name}\`, ${count.toLocaleString('en')} items`;
	const refused = ours.calls.filter(isRefused).length;
	const needed = Math.ceil(count / perCall);
	const least = theoreticalMinimum(action, needed);
	const row = (measured: string, read: (run: Run) => number): Row => ({
		...{ what, measure: measured, value: read(ours) },
		...(theirs && { peer: { name: HTTP_REQUEST, value: read(theirs) } }),
	});
	const rows: Row[] = [
		{
			...row('seconds', ({ seconds }) => seconds),
			goal: { text: `≤ ${goal}`, isMet: ours.seconds <= goal },
		},
		{
			...row('items that failed', ({ failedItems }) => failedItems),
			goal: { text: 'none', isMet: ours.failedItems === 0 },
		},
		row('calls', ({ calls }) => calls.length),
		row('calls refused', ({ calls }) => calls.filter(isRefused).length),
	];
	const checks: Check[] = [
		exactly(`Items of ${what} that failed`, ours.failedItems, 0),
		exactly(`Calls of ${what} that were carried out`, ours.calls.length - refused, needed),
		atMost(`Calls of ${what} that were refused`, refused, MAX_REQUESTS_IN_FLIGHT),
		atMost(`Calls of ${what} in a minute`, mostInWindow(ours.calls), RATES[action]),
		least > 0
			? atMost(`Time of ${what}`, ours.seconds / least, WIDE_MARGIN)
			: atMost(`Seconds of ${what}`, ours.seconds, goal),
	];
	return { rows, checks };
}

/** Many items at the rates that Alibaba Cloud documents, where the HTTP Request node loses some. */
export async function load(setting: Setting): Promise<Outcome> {
	const outcome: Outcome = { rows: [], checks: [] };
	const node = shippedActionNode(setting.packageFolder);
	const peer = await httpRequestNode(setting.packageFolder);
	// 500 bindings take four minutes.
	for (const one of setting.isShort ? [get] : [associate, get]) {
		const run = async (
			subject: RunOptions['subject'],
			parametersFor: (url: string) => INodeParameters,
		) =>
			await withSimulator(setting, async (simulator) => {
				const items = await addElasticIps(simulator, one.count);
				await simulator.client.settings({ rates: 'documented' });
				return await runAll(simulator, one, subject, parametersFor(simulator.url), items);
			});
		const ours = await run(node, () => ({ resource: 'elasticIp', ...one.parameters }));
		const theirs = setting.isShort
			? undefined
			: await run(peer, (url) => httpRequestParameters(url, one.action, one.httpRequest));
		const { rows, checks } = report(one, ours, theirs);
		outcome.rows.push(...rows);
		outcome.checks.push(...checks);
	}
	return outcome;
}
