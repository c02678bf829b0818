import assert from 'node:assert/strict';
import { failureOf, outputOf } from '../../support/n8nClient';
import type { Steps } from '../../support/Steps';
import { waitFor } from '../../support/waitFor';
import type { ScaledN8n } from '../ScaledN8n';
import { perWorker } from '../perWorker';
import { MANY, TIME_LIMIT } from '../workflows';

const FEWEST_EXECUTIONS = 4;
const MOST_EXECUTIONS = 10;
const ITEMS = 15;
const ACTION = 'AllocateEipAddress';
/** Documented in docs/scaling.md; of each process. */
const AT_A_TIME = 8;

const requestsOf = async ({ simulator }: ScaledN8n) =>
	(await simulator.requests()).filter(({ action }) => action === ACTION);

/**
 * Whether Retry On Fail was at work in each execution: a request for the same Elastic IP again long
 * after the node's own tries had to end.
 */
async function haveAllRetried(n8n: ScaledN8n, names: string[][]): Promise<boolean> {
	const requests = await requestsOf(n8n);
	return names.every((own) =>
		own.some((name) => {
			const times = requests
				.filter(({ parameters }) => parameters.Name === name)
				.map(({ time }) => time);
			return times.length > 0 && Math.max(...times) - Math.min(...times) > 2_000 * TIME_LIMIT;
		}),
	);
}

/** Replies to purchases are lost for so long that only n8n's Retry On Fail can bring them. */
export async function checkLostReplies(n8n: ScaledN8n, steps: Steps): Promise<void> {
	const { client, simulator, workers } = n8n;
	const executions: string[] = [];
	const names: string[][] = [];

	await steps.run('Lost replies and Retry On Fail buy one Elastic IP for each item', async () => {
		await client.activateWorkflow(MANY);
		await simulator.settings({ eipQuota: 1_000, latency: 150 });
		await simulator.faults.add({ kind: 'dropAfter', action: ACTION, times: null });
		const isEachAtWork = () =>
			workers.every((worker) => worker.started().some((id) => executions.includes(id)));
		while (executions.length < FEWEST_EXECUTIONS || !isEachAtWork()) {
			if (executions.length === MOST_EXECUTIONS) throw new Error(perWorker(workers, executions));
			const own = Array.from({ length: ITEMS }, (_, item) => `lost-${executions.length}-${item}`);
			executions.push(await n8n.callWebhook(MANY, { names: own }));
			await n8n.workerOf(executions[executions.length - 1]);
			names.push(own);
		}
		await waitFor(() => haveAllRetried(n8n, names), {
			what: 'A second try in each execution',
			timeout: 60_000,
		});
		await simulator.faults.clear();

		const recorded: unknown[] = [];
		for (const id of executions) {
			const execution = await client.finishedExecution(id);
			assert.equal(execution.status, 'success', failureOf(execution));
			recorded.push(...outputOf(execution, 'Allocate').map(({ allocationId }) => allocationId));
		}
		const bought = (await simulator.eips()).filter(({ name }) => name.startsWith('lost-'));
		assert.deepEqual(bought.map(({ name }) => name).sort(), names.flat().sort());
		assert.deepEqual(recorded.sort(), bought.map(({ allocationId }) => allocationId).sort());
		const requests = (await requestsOf(n8n)).filter(({ parameters }) =>
			parameters.Name.startsWith('lost-'),
		);
		const lost = requests.filter(({ fault }) => fault === 'dropAfter').length;
		return `${bought.length} bought in ${executions.length} executions, ${lost} of ${requests.length} replies lost; ${perWorker(workers, executions)}`;
	});

	await steps.run(
		'Together the workers send at most 8 requests at a time for each of them',
		async () => {
			const most = await simulator.maxInFlight({ action: ACTION });
			assert.ok(most <= AT_A_TIME * workers.length, `${most} at a time`);
			return `${most} from ${workers.length} workers`;
		},
	);
	await simulator.settings({ latency: 0 });
}
