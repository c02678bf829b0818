import assert from 'node:assert/strict';
import { failureOf, outputOf } from '../../support/n8nClient';
import type { Steps } from '../../support/Steps';
import type { PlainFault } from '../../simulator/control/routes';
import { waitFor } from '../../support/waitFor';
import { Orders } from '../Orders';
import type { ScaledN8n } from '../ScaledN8n';
import { REPLACE } from '../workflows';

/** In ms: a worker is killed while it waits for this reply. */
const LATE = 6_000;

/** While these are under way the instance has no address. */
const WITHOUT_ADDRESS = ['UnassociateEipAddress', 'AssociateEipAddress'];
const ACTIONS = ['AllocateEipAddress', ...WITHOUT_ADDRESS, 'ReleaseEipAddress', 'UnTagResources'];
const isShort = process.argv.includes('--short');

/** The last step never comes to pass: with it all is done, and nothing tells of the old Elastic IP any more. */
const faultIn = (action: string): PlainFault =>
	action === 'UnTagResources'
		? { kind: 'dropBefore', action, times: null }
		: { kind: 'delay', action, ms: LATE, after: true };

/**
 * A worker that dies in a step of Replace. n8n has nothing of what it did; the new Elastic IP bears a tag, so
 * that a new execution goes on from there: in the end the instance has one, and one is paid for.
 */
export async function checkKilledReplacement(n8n: ScaledN8n, steps: Steps): Promise<void> {
	const orders = new Orders(n8n);
	const { client, simulator } = n8n;
	await client.activateWorkflow(REPLACE);
	const countOf = async (action: string) =>
		(await simulator.requests()).filter((request) => request.action === action).length;

	for (const action of isShort ? WITHOUT_ADDRESS : ACTIONS) {
		await steps.run(`A worker killed in ${action} of Replace: run again, it is done`, async () => {
			const order = `replaced-${action}`;
			const { instanceId } = await orders.create(order);
			const bound = { instanceId, instanceType: 'EcsInstance', status: 'InUse' } as const;
			const [old] = await simulator.addEips(1, { name: order, region: 'cn-hangzhou', ...bound });
			const body = { order, allocationId: old.allocationId };
			const before = await countOf(action);
			await simulator.faults.add(faultIn(action));
			const worker = await n8n.workerOf(await n8n.callWebhook(REPLACE, body));
			await waitFor(async () => (await countOf(action)) > before, {
				what: `${action} of ${order}`,
				timeout: 60_000,
				interval: 100,
			});
			await worker.kill();
			await simulator.faults.clear();
			await waitFor(
				async () => (await orders.elasticIps(order)).every(({ status }) => !/ing$/.test(status)),
				{ what: `The end of ${action} of ${order}`, timeout: 30_000 },
			);
			// What was only just begun may be under way elsewhere, and is left alone.
			for (const { allocationId, tags } of await orders.elasticIps(order)) {
				if (tags.length > 0) {
					await simulator.change(allocationId, { allocationTime: Date.now() - 3_600_000 });
				}
			}
			const left = (await orders.elasticIps(order)).length;
			await worker.restart();
			const execution = await n8n.runByWebhook(REPLACE, body);
			assert.equal(execution.status, 'success', failureOf(execution));
			const [replaced] = outputOf(execution, 'Replace');
			const all = await orders.elasticIps(order);
			assert.deepEqual(
				all.map(({ allocationId, instanceId: at, tags }) => [allocationId, at, tags.length]),
				[[replaced.allocationId, instanceId, 0]],
			);
			assert.notEqual(replaced.allocationId, old.allocationId);
			return `${left} were there when it was killed, one in the end`;
		});
	}
}
