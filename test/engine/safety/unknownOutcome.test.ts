import { isRead } from '../../../nodes/AlibabaCloudEip/api/actions';
import type { Fault } from '../../simulator';
import { useSimulator } from '../setup';
import { makeHaste } from './hasty';
import { durations, holdingIds, holdings, writeOperations } from './writeOperations';

/**
 * The reply to a change is lost, and so is every look whether it was made. The next try of n8n's Retry
 * On Fail finds it made: that is what was asked for, and not a refusal.
 */

makeHaste(10);
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
	expect(error?.message).toMatch(/no Elastic IP|not found|not associated/);
});

/** Agrees with itself, and is wrong: a reader that lags shows nothing. */
const empty: Fault = {
	kind: 'body',
	body: JSON.stringify({
		RequestId: 'R',
		TotalCount: 0,
		EipAddresses: { EipAddress: [] },
		CommonBandwidthPackages: { CommonBandwidthPackage: [] },
		EipSegments: { EipSegment: [] },
		PublicIpAddressPoolList: [],
		PublicCidrBlockList: [],
	}),
	times: Infinity,
	match: isLook,
};

describe.each([
	'elasticIp.release',
	'bandwidthPackage.delete',
	'segment.release',
	'addressPool.delete',
	'addressPool.deleteCidrBlock',
])('%s that never arrives, with no time to look often enough', (operation) => {
	const isKept = () => {
		const pools = test$.simulator.pools();
		const blocks = pools.flatMap(({ cidrBlocks }) => cidrBlocks);
		const poolParts = operation === 'addressPool.deleteCidrBlock' ? blocks : pools;
		return [...holdingIds(test$.simulator), ...poolParts].length > 0;
	};
	const short = { waitUntilDone: false, options: { timeLimit: 2, safetyChecks: false } };

	test('is no success because of looks that find nothing', async () => {
		const { error } = await run(operation, [{ ...lost, kind: 'dropBefore' }, empty], 1, short);
		expect(error).toBeDefined();
		expect(error?.message).not.toMatch(/not found/);
		expect(isKept()).toBe(true);
	});

	test('is none in the next try either', async () => {
		const unsent: Fault = { ...lost, kind: 'dropBefore', times: Infinity };
		const { error } = await run(operation, [unsent, empty], 2, short);
		expect(error).toBeDefined();
		expect(isKept()).toBe(true);
	});
});

test('elasticIp.release: the look of the next try must find nothing often enough, too', async () => {
	const unsent: Fault = { ...lost, kind: 'dropBefore' };
	const first: Fault = { ...unseen, times: 1 };
	const { error } = await run('elasticIp.release', [unsent, first, empty], 2, {
		options: { timeLimit: 2 },
	});
	expect(error?.message).toMatch(/before it was certain whether 'eip-\w+' exists$/);
	expect(test$.simulator.eips()).toHaveLength(1);
});

describe.each([
	['release', 'ReleaseEipAddress'],
	['unassociate', 'UnassociateEipAddress'],
])('elasticIp.%s that an earlier try has sent', (operation, action) => {
	const isLookAfter = (request: Request) => isRead(request.action) && test$.sent(action).length > 0;

	test('and that still goes on is not denied', async () => {
		Object.assign(test$.simulator.settings.durations, { releasing: 900, unassociating: 900 });
		const { error } = await run(`elasticIp.${operation}`, [], 2, { options: { timeLimit: 4 } });
		expect(error?.message).toMatch(/is still (Releasing|Unassociating) after 4 seconds$/);
		expect(error?.description).toMatch(/^An earlier try sent this change, and it may still be/);
		expect(test$.sent(action)).toHaveLength(1);
	});

	test('is named where the next one cannot look', async () => {
		const unread: Fault = { kind: 'dropBefore', match: isLookAfter, times: Infinity };
		const { error } = await run(`elasticIp.${operation}`, [unread], 2, {
			options: { timeLimit: 6 },
		});
		expect(error?.description).toContain(`An earlier try sent ${action}. It is not known whether`);
	});
});
