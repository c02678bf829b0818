import type { SimulatorClient } from '../simulator/client';
import { EXAMPLES } from '../support/examples';
import { type N8nClient, failureOf, outputOf } from '../support/n8nClient';
import { waitFor } from '../support/waitFor';
import { signedIn, simulator as connect } from './environment';

jest.setTimeout(180_000);

let n8n: N8nClient;
let simulator: SimulatorClient;

beforeAll(async () => {
	n8n = await signedIn();
	simulator = connect();
});

/** All events that the trigger workflow has put out, oldest first. */
async function events() {
	const found = [];
	for (const { id } of (await n8n.executions(EXAMPLES.watch.id)).reverse()) {
		const execution = await n8n.finishedExecution(id);
		expect([execution.status, failureOf(execution)]).toEqual(['success', undefined]);
		found.push(...outputOf(execution, EXAMPLES.watch.lastNode));
	}
	return found;
}

/** Waits for the event of a kind about an Elastic IP. */
async function eventOf(kind: string, allocationId: string) {
	return await waitFor(
		async () =>
			(await events()).find(
				({ event, elasticIp }) =>
					event === kind && (elasticIp as { allocationId?: string }).allocationId === allocationId,
			),
		{ what: `The event '${kind}' of ${allocationId}`, timeout: 60_000, interval: 500 },
	);
}

describe('The example that allocates, binds, reads and releases', () => {
	test('runs green, and the simulator has seen what n8n says', async () => {
		const { id, trigger, nodes } = EXAMPLES.action;
		const execution = await n8n.runWorkflow(id, trigger);
		expect([execution.status, failureOf(execution)]).toEqual(['success', undefined]);
		const [allocated, associated, read, unassociated, released] = nodes.map((node) => {
			const items = outputOf(execution, node);
			expect([node, items.length]).toEqual([node, 1]);
			return items[0];
		});
		const { allocationId, ipAddress } = allocated;
		expect(allocationId).toMatch(/^eip-/);
		expect(associated).toMatchObject({
			allocationId,
			status: 'InUse',
			instanceId: 'i-simulator-ecs-1',
		});
		expect(read).toMatchObject({
			allocationId,
			ipAddress,
			status: 'InUse',
			name: 'n8n-example',
			bandwidth: 5,
		});
		expect(unassociated).toMatchObject({ allocationId, status: 'Available', instanceId: null });
		expect(released).toMatchObject({ allocationId, deleted: true });

		const changes = (await simulator.journal())
			.filter((entry) => entry.allocationId === allocationId)
			.map(({ change }) => change)
			.filter((change) => change !== 'status');
		expect(changes).toEqual(['allocated', 'bound', 'unbound', 'released']);
		expect(await simulator.eip(String(allocationId))).toBeUndefined();
	});

	test('fails where Alibaba Cloud refuses, with its code, its RequestId and what to do', async () => {
		await simulator.faults.add({
			kind: 'code',
			action: 'AllocateEipAddress',
			code: 'QuotaExceeded.Eip',
			message: 'quota',
			status: 400,
		});
		const execution = await n8n.runWorkflow(EXAMPLES.action.id, EXAMPLES.action.trigger);
		await simulator.faults.clear();
		expect(execution.status).toBe('error');
		const failure = JSON.stringify(execution.data.resultData.error);
		expect(failure).toContain('QuotaExceeded.Eip');
		expect(failure).toMatch(/[0-9A-F]{8}-[0-9A-F]{4}/i);
		expect(failureOf(execution)).toMatch(/quota/i);
	});
});

describe('The example that watches', () => {
	test('remembers what is there, and reports each change after that', async () => {
		const before = (await simulator.eips('cn-hangzhou')).map(({ allocationId }) => allocationId);
		const status = await n8n.activateWorkflow(EXAMPLES.watch.id);
		expect(status).toMatchObject({ status: 'published' });

		const [{ allocationId }] = await simulator.addEips(1, { name: 'watched' });
		expect(await eventOf('appeared', allocationId)).toMatchObject({
			regionId: 'cn-hangzhou',
			elasticIp: { name: 'watched', status: 'Available' },
		});

		await simulator.change(allocationId, { instanceId: 'i-simulator-ecs-1' });
		expect(await eventOf('bound', allocationId)).toMatchObject({
			elasticIp: { instanceId: 'i-simulator-ecs-1' },
		});
		expect(await eventOf('statusChanged', allocationId)).toMatchObject({
			old: { status: 'Available' },
			new: { status: 'InUse' },
		});

		await simulator.change(allocationId, { instanceId: '' });
		await eventOf('unbound', allocationId);

		await simulator.remove(allocationId);
		await eventOf('released', allocationId);

		const all = await events();
		const about = all.map(({ elasticIp }) => (elasticIp as { allocationId: string }).allocationId);
		expect(about.filter((id) => before.includes(id))).toEqual([]);
		const eventIds = all.map(({ eventId }) => eventId);
		expect(new Set(eventIds).size).toBe(eventIds.length);
	});

	test('stays silent when it is switched off', async () => {
		await n8n.deactivateWorkflow(EXAMPLES.watch.id);
		// A poll that is under way may still ask by ID for what it misses, for some seconds.
		await new Promise((resolve) => setTimeout(resolve, 6_500));
		const count = (await n8n.executions(EXAMPLES.watch.id)).length;
		const polls = (await simulator.requests()).length;
		await simulator.addEips(1, { name: 'unwatched' });
		// Two intervals of the trigger.
		await new Promise((resolve) => setTimeout(resolve, 6_500));
		expect(await n8n.executions(EXAMPLES.watch.id)).toHaveLength(count);
		expect(await simulator.requests()).toHaveLength(polls);
	});
});
