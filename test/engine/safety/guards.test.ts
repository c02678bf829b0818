import type { IDataObject } from 'n8n-workflow';
import type { EipFields } from '../../simulator/state/eip';
import { locator, useSimulator } from '../setup';
import { makeHaste } from './hasty';

makeHaste(10);
const test$ = useSimulator({ durations: { associating: 20, unassociating: 20, releasing: 20 } });

const run = async (
	operation: string,
	id: string,
	options: IDataObject = {},
	items?: IDataObject[],
) =>
	await test$.run(
		{ operation, allocationId: locator(id), options: { timeLimit: 30, ...options } as never },
		{ items },
	);
const writes = () =>
	test$.simulator.requests.filter(({ action }) => !action.startsWith('Describe'));

beforeEach(() => {
	test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-1' });
});

const bound: EipFields = { instanceId: 'i-1', instanceType: 'EcsInstance', status: 'InUse' };

describe('before a release', () => {
	test.each<[string, EipFields, RegExp]>([
		['bound', bound, /is associated with 'i-1'$/],
		['a subscription', { chargeType: 'PrePaid' }, /is a subscription and cannot be released$/],
		['protected', { deletionProtection: true }, /^Deletion protection of the Elastic IP .* is on$/],
		['locked', { locks: ['financial', 'security'] }, /is locked \(overdue payment, security\)$/],
		['of a service', { serviceManaged: true }, /is managed by another Alibaba Cloud service$/],
		['of a group', { segmentInstanceId: 'eipsg-1' }, /belongs to the Elastic IP group 'eipsg-1'$/],
	])('one that is %s is refused in words', async (_name, fields, message) => {
		const [eip] = test$.simulator.addEips(1, fields);
		const { error } = await run('release', eip.allocationId);
		expect(error?.message).toMatch(message);
		expect(error?.message).toContain(eip.allocationId);
		expect(error?.description).toMatch(/\w/);
		expect(writes()).toEqual([]);
	});

	test('one look is enough', async () => {
		const [eip] = test$.simulator.addEips(1);
		await test$.items({
			operation: 'release',
			allocationId: locator(eip.allocationId),
			waitUntilDone: false,
		});
		expect(test$.simulator.requests.map(({ action }) => action)).toEqual([
			'DescribeEipAddresses',
			'ReleaseEipAddress',
		]);
	});

	test('the checks can be left to Alibaba Cloud', async () => {
		const [eip] = test$.simulator.addEips(1, { deletionProtection: true });
		const { error } = await run('release', eip.allocationId, { safetyChecks: false });
		expect(error?.message).toBe('Deletion protection is on');
		expect(test$.simulator.requests.map(({ action }) => action)).toEqual(['ReleaseEipAddress']);
	});

	test('a passing state is waited for', async () => {
		const [eip] = test$.simulator.addEips(1, bound);
		test$.simulator.settings.durations.unassociating = 1_500;
		await test$.items({
			operation: 'unassociate',
			allocationId: locator(eip.allocationId),
			waitUntilDone: false,
		});
		const { error, items } = await run('release', eip.allocationId);
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ deleted: true });
		expect(test$.simulator.eip(eip.allocationId)).toBeUndefined();
	});

	test('what is being associated is not released once it is', async () => {
		const [eip] = test$.simulator.addEips(1);
		test$.simulator.settings.durations.associating = 500;
		await test$.items({
			operation: 'associate',
			allocationId: locator(eip.allocationId),
			instanceId: 'i-1',
			waitUntilDone: false,
		});
		const { error } = await run('release', eip.allocationId);
		expect(error?.message).toMatch(/is associated with 'i-1'$/);
		expect(test$.sent('ReleaseEipAddress')).toEqual([]);
	});

	test('what is being released already is awaited', async () => {
		const [eip] = test$.simulator.addEips(1);
		test$.simulator.settings.durations.releasing = 500;
		const release = { operation: 'release', allocationId: locator(eip.allocationId) };
		await test$.items({ ...release, waitUntilDone: false });
		expect(await test$.items(release)).toEqual([
			{
				deleted: true,
				allocationId: eip.allocationId,
				ipAddress: eip.ipAddress,
				name: '',
				regionId: 'cn-hangzhou',
			},
		]);
		expect(test$.sent('ReleaseEipAddress')).toHaveLength(1);
	});

	test('a passing state that stays is left after the time limit', async () => {
		const [eip] = test$.simulator.addEips(1);
		test$.simulator.change(eip.allocationId, { instanceId: 'i-1', status: 'Associating' });
		const { error } = await run('release', eip.allocationId, { timeLimit: 2 });
		expect(error?.message).toMatch(/is still Associating after 2 seconds$/);
		expect(error?.description).toContain('nothing was sent');
		expect(writes()).toEqual([]);
	}, 10_000);

	test('one of another region is not found', async () => {
		const [eip] = test$.simulator.addEips(1, { region: 'cn-beijing' });
		const { error } = await run('release', eip.allocationId);
		expect(error?.message).toBe('The Elastic IP was not found');
		expect(error?.description).toContain("'Region'");
		expect(writes()).toEqual([]);
	});
});

describe('before an unbinding', () => {
	test.each<[string, EipFields, RegExp]>([
		['not associated', {}, /is not associated with anything$/],
		['locked', { ...bound, locks: ['security'] }, /is locked \(security\)$/],
		['of a service', { ...bound, serviceManaged: true }, /is managed by another/],
	])('one that is %s is refused in words', async (_name, fields, message) => {
		const [eip] = test$.simulator.addEips(1, fields);
		const { error } = await run('unassociate', eip.allocationId);
		expect(error?.message).toMatch(message);
		expect(writes()).toEqual([]);
	});

	test.each([
		['one look is enough, in its turn, where the user says what it is associated with', 'i-1', 1],
		['another look tells what it is associated with', undefined, 2],
	])('%s', async (_name, instanceId, looks) => {
		const [eip] = test$.simulator.addEips(1, bound);
		await test$.items({
			operation: 'unassociate',
			allocationId: locator(eip.allocationId),
			waitUntilDone: false,
			...(instanceId && { additionalFields: { instanceId } }),
		});
		expect(test$.sent('DescribeEipAddresses')).toHaveLength(looks);
	});
});

describe.each(['release', 'unassociate'])('conditions of %s', (operation) => {
	const make = () =>
		test$.simulator.addEips(1, {
			...(operation === 'unassociate' ? bound : {}),
			name: 'test server',
			tags: [
				{ key: 'env', value: 'test' },
				{ key: '__proto__', value: 'x' },
				{ key: 'flag', value: '' },
			],
			allocationTime: Date.now() - 5 * 3_600_000,
		})[0];
	const tag = (...pairs: Array<[string, string]>) => ({
		tag: pairs.map(([key, value]) => ({ key, value })),
	});

	test('lets pass what meets all of them', async () => {
		const eip = make();
		const { error } = await run(operation, eip.allocationId, {
			onlyIfIpAddress: ` ${eip.ipAddress} `,
			onlyIfName: 'test server',
			onlyIfTags: tag(['env', 'test'], ['__proto__', 'x'], ['flag', '']),
			onlyIfAllocatedHours: 4,
		});
		expect(error).toBeUndefined();
		expect(writes()).toHaveLength(1);
	});

	test.each<[IDataObject, RegExp]>([
		[{ onlyIfIpAddress: '203.0.113.254' }, /does not have the IP address '203.0.113.254'$/],
		[{ onlyIfName: 'Test Server' }, /The name of .* is 'test server', not 'Test Server'$/],
		[{ onlyIfTags: tag(['env', 'prod']) }, /does not have the tag 'env' with the value 'prod'$/],
		[{ onlyIfTags: tag(['env', '']) }, /does not have the tag 'env' with the value ''$/],
		[{ onlyIfTags: tag(['constructor', '']) }, /does not have the tag 'constructor'/],
		[{ onlyIfAllocatedHours: 6 }, /was bought 5 hours ago, less than 6$/],
		// A condition that came out empty must not let everything pass.
		[{ onlyIfIpAddress: '' }, /^'Only If IP Address Is' is empty$/],
		[{ onlyIfIpAddress: '={{ $json.missing }}' }, /^'Only If IP Address Is' is empty$/],
		[{ onlyIfIpAddress: '={{ $json.list }}' }, /^'Only If IP Address Is' is not text$/],
		[{ onlyIfName: '={{ null }}' }, /^'Only If Name Is' is empty$/],
		[{ onlyIfTags: {} }, /^'Only If Tagged' is empty$/],
		[{ onlyIfTags: '={{ $json.missing }}' }, /^'Only If Tagged' is empty$/],
		[{ onlyIfTags: tag(['', '']) }, /^'Only If Tagged' has a tag without a key$/],
		[
			{ onlyIfTags: tag(['env', 'test'], ['={{ $json.missing }}', '={{ $json.missing }}']) },
			/^'Only If Tagged' has a tag without a key$/,
		],
		[{ onlyIfTags: '={{ "env" }}' }, /^'Only If Tagged' is empty$/],
		[{ onlyIfAllocatedHours: '={{ $json.missing }}' }, /is not a number of hours$/],
		[{ onlyIfAllocatedHours: '' }, /is not a number of hours$/],
		[{ onlyIfAllocatedHours: -1 }, /is not a number of hours$/],
	])('refuses %j', async (options, message) => {
		const eip = make();
		for (const safetyChecks of [true, false]) {
			const { error } = await run(operation, eip.allocationId, { ...options, safetyChecks }, [
				{ list: ['203.0.113.1'] },
			]);
			expect(error?.message).toMatch(message);
		}
		expect(writes()).toEqual([]);
	});

	test.each([
		'={{ "maybe" }}',
		'={{ $json.missing }}',
		'={{ 0 }}',
		'={{ ["false"] }}',
		'={{ { toString: false } }}',
	])("checks stay on with '%s'", async (safetyChecks) => {
		const eip = make();
		test$.simulator.lock(eip.allocationId, 'security');
		const { error } = await run(operation, eip.allocationId, { safetyChecks });
		expect(error?.message).toMatch(/is locked \(security\)$/);
	});
});
