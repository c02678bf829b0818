import { isRead } from '../../../nodes/AlibabaCloudEip/transport/retry';
import type { Fault } from '../../simulator';
import { useSimulator } from '../setup';
import { durations, holdings, writeOperations } from './writeOperations';

/**
 * The reply to a change is lost, and so is every look whether it was made. The next try of n8n's Retry
 * On Fail finds it made: that is what was asked for, and not a refusal.
 */

const test$ = useSimulator({ durations });

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

type Request = { action: string };

const isWrite = ({ action }: Request) => !isRead(action);
const isLook = ({ action }: Request) => isRead(action) && test$.simulator.requests.some(isWrite);

const lost: Fault = { kind: 'dropAfter', match: isWrite };
const forbidden = { kind: 'code', code: 'Forbidden.RAM', status: 403 } as const;
const unseen: Fault = { ...forbidden, match: isLook };

async function run(operation: string, faults: Fault[], maxTries: number, more = {}) {
	const [resource, value] = operation.split('.');
	const parameters = writeOperations[operation](test$.simulator);
	for (const fault of faults) test$.simulator.faults.add(fault);
	return await test$.run(
		{ resource, operation: value, ...parameters, ...more },
		{ node: { retryOnFail: maxTries > 1, maxTries, waitBetweenTries: 1 } as object },
	);
}

describe.each(operations)('%s', (operation) => {
	test('says with one try that it may have been made', async () => {
		const { error } = await run(operation, [lost, unseen], 1);
		expect(error?.description).toContain('It is not known whether');
	});

	test('is taken as done by the second try', async () => {
		const { error, items } = await run(operation, [lost, unseen], 2);
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
		const made = holdings(test$.simulator);
		test$.simulator.reset();
		await run(operation, [unseen], 2);
		expect(made).toBe(holdings(test$.simulator));
	});
});

const guarded = ['elasticIp.release', 'elasticIp.unassociate'];
test.each(guarded)('%s: also with the safety checks off', async (operation) => {
	const options = { options: { safetyChecks: false } };
	const { error } = await run(operation, [lost, unseen], 2, options);
	expect(error).toBeUndefined();
});

test.each(guarded)('%s: not when Alibaba Cloud had refused it', async (operation) => {
	const { simulator } = test$;
	// Someone else does it between the two tries.
	const done: Fault = {
		kind: 'delay',
		ms: 0,
		match: (request) => {
			if (!isLook(request)) return false;
			const [{ allocationId }] = simulator.eips();
			if (operation === 'elasticIp.release') simulator.remove(allocationId);
			else simulator.change(allocationId, { status: 'Available', instanceId: '' });
			return true;
		},
	};
	const { error } = await run(operation, [{ ...forbidden, match: isWrite }, done], 2);
	expect(error?.message).toMatch(/no Elastic IP|not found|not bound/);
});
