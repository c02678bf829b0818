import { isRead } from '../../../nodes/AlibabaCloudEip/transport/retry';
import { useSimulator } from '../setup';
import { holdings, writeOperations } from './writeOperations';

/**
 * The reply to a change is lost, and so is every look whether it was made. The next try of n8n's Retry
 * On Fail finds it made: that is what was asked for, and not a refusal.
 */

const test$ = useSimulator({
	durations: {
		associating: 20,
		unassociating: 20,
		releasing: 20,
		segment: 20,
		bandwidthPackage: 20,
		pool: 20,
	},
});

const operations = [
	'elasticIp.associate',
	'elasticIp.associateBatch',
	'elasticIp.release',
	'elasticIp.unassociate',
	'bandwidthPackage.addElasticIps',
	'bandwidthPackage.delete',
	'bandwidthPackage.removeElasticIp',
	'segment.release',
	'addressPool.delete',
	'addressPool.deleteCidrBlock',
];

type Fault = Parameters<typeof test$.simulator.faults.add>[0];

const isWrite = ({ action }: { action: string }) => !isRead(action);

/** @param fault what happens to the first request that changes something */
async function run(operation: string, fault: Omit<Fault, 'match'>, maxTries: number, more = {}) {
	const { simulator } = test$;
	const [resource, value] = operation.split('.');
	const parameters = writeOperations[operation](simulator);
	simulator.faults.add({ ...fault, match: isWrite });
	simulator.faults.add({
		kind: 'code',
		code: 'Forbidden.RAM',
		status: 403,
		match: ({ action }) => isRead(action) && simulator.requests.some(isWrite),
	});
	return await test$.run(
		{ resource, operation: value, ...parameters, ...more },
		{ node: { retryOnFail: maxTries > 1, maxTries, waitBetweenTries: 1 } as object },
	);
}

describe.each(operations)('%s', (operation) => {
	test('says with one try that it may have been made', async () => {
		const { error } = await run(operation, { kind: 'dropAfter' }, 1);
		expect(error?.description).toContain('It is not known whether');
	});

	test('is taken as done by the second try', async () => {
		const { error, items } = await run(operation, { kind: 'dropAfter' }, 2);
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
		const made = holdings(test$.simulator);
		test$.simulator.reset();
		await run(operation, { kind: 'delay', ms: 0 }, 2);
		expect(made).toBe(holdings(test$.simulator));
	});
});

const guarded = ['elasticIp.release', 'elasticIp.unassociate'];
test.each(guarded)('%s: also with the safety checks off', async (operation) => {
	const options = { options: { safetyChecks: false } };
	const { error } = await run(operation, { kind: 'dropAfter' }, 2, options);
	expect(error).toBeUndefined();
});

test.each(guarded)('%s: not when Alibaba Cloud had refused it', async (operation) => {
	const { simulator } = test$;
	const [resource, value] = operation.split('.');
	const parameters = writeOperations[operation](simulator);
	simulator.faults.add({ kind: 'code', code: 'Forbidden.RAM', status: 403, match: isWrite });
	simulator.faults.add({
		kind: 'delay',
		ms: 0,
		// Someone else does it between the two tries.
		match: ({ action }) => {
			if (!isRead(action) || !simulator.requests.some(isWrite)) return false;
			const [{ allocationId }] = simulator.eips();
			if (operation === 'elasticIp.release') simulator.remove(allocationId);
			else simulator.change(allocationId, { status: 'Available', instanceId: '' });
			return true;
		},
	});
	const { error } = await test$.run(
		{ resource, operation: value, ...parameters },
		{ node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } as object },
	);
	expect(error?.message).toMatch(/no Elastic IP|not found|not bound/);
});
