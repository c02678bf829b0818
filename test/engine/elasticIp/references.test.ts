import type { INodeParameters } from 'n8n-workflow';
import { isRead } from '../../../nodes/AlibabaCloudEip/api/actions';
import { durations, writeOperations } from '../safety/writeOperations';
import { makeHaste } from '../safety/hasty';
import type { Eip } from '../../simulator/state/eip';
import { waitFor } from '../../support/waitFor';
import { locator, useSimulator } from '../setup';

/** An Elastic IP that is named by its address, or by what it is bound to, instead of its ID. */

makeHaste(10);
const test$ = useSimulator({ durations });

const READS: Record<string, (id: string) => INodeParameters> = {
	'elasticIp.get': (id) => ({ allocationId: locator(id) }),
	'elasticIp.getMonitorData': (id) => ({
		allocationId: locator(id),
		startTime: new Date(Date.now() - 600_000).toISOString(),
		endTime: new Date().toISOString(),
	}),
	'elasticIp.getHighDefinitionMonitorLog': (id) => ({ allocationId: locator(id) }),
	'tag.getAll': (id) => ({ returnAll: true, resourceIds: id }),
};

/** Parameters with the ID of an Elastic IP, by operation. */
const named = Object.entries({
	...writeOperations,
	...Object.fromEntries(
		Object.entries(READS).map(([name, make]) => [
			name,
			() => make(test$.simulator.addEips(1, { tags: [{ key: 'a', value: 'b' }] })[0].allocationId),
		]),
	),
}).map(([name, prepare]) => {
	const [resource, operation] = name.split('.');
	return {
		name,
		make: (): INodeParameters => ({ resource, operation, ...prepare(test$.simulator) }),
	};
});

const exchange = (parameters: INodeParameters, ids: Record<string, string>) =>
	JSON.parse(
		JSON.stringify(parameters).replace(/eip-[a-z0-9]+/g, (id) => ids[id] ?? id),
	) as INodeParameters;

const addressOf = (id: string) => String(test$.simulator.eip(id)?.ipAddress);
const idsIn = (parameters: unknown) => JSON.stringify(parameters).match(/eip-[a-z0-9]+/g) ?? [];
const withoutToken = ({ ClientToken: _, ...rest }: Record<string, string>) => rest;

const bindTo = (type: 'EcsInstance' | 'Nat' | 'NetworkInterface', id: string, count = 1) => {
	test$.simulator.addInstance({ type, id });
	return test$.simulator.addEips(count, { instanceId: id, instanceType: type, status: 'InUse' });
};

describe('by its address every operation sends what it sends by ID:', () => {
	const withEips = named.filter(
		({ name }) =>
			!/allocate|create|convertPublicIp|segment|addressPool|\.delete|\.update(Bandwidth)?$/.test(
				name,
			),
	);

	test.each([...withEips, ...named.filter(({ name }) => name === 'elasticIp.update')])(
		'$name',
		async ({ make }) => {
			const parameters = make();
			const ids = idsIn(parameters);
			expect(ids.length).toBeGreaterThan(0);
			const addresses = Object.fromEntries(ids.map((id) => [id, addressOf(id)]));
			const byAddress = exchange(parameters, addresses);
			expect(idsIn(byAddress)).toEqual([]);
			const output = await test$.items(byAddress);
			const { requests } = test$.simulator;
			const isLookUp = ({ parameters: sent }: (typeof requests)[number]) => 'EipAddress' in sent;
			const [lookUps, rest] = [requests.filter(isLookUp), requests.filter((one) => !isLookUp(one))];
			expect(requests[0]).toBe(lookUps[0]);
			// What changes something looks once more in its turn.
			const isChange = rest.some(({ action }) => !isRead(action));
			expect(lookUps).toHaveLength(isChange ? 2 : 1);
			for (const { action, parameters: sent } of lookUps) {
				expect(action).toBe('DescribeEipAddresses');
				expect(sent.EipAddress.split(',').sort()).toEqual(Object.values(addresses).sort());
			}
			expect(rest.length).toBeGreaterThan(0);
			const sent = rest.map((request) => Object.values(withoutToken(request.parameters)).join());
			for (const id of ids) expect(sent.some((text) => text.includes(id))).toBe(true);
			for (const address of Object.values(addresses)) {
				expect(sent.some((text) => text.includes(address))).toBe(false);
			}
			expect(JSON.stringify(output)).not.toBe('[]');
		},
		20_000,
	);
});

describe('what it is associated with', () => {
	test.each([
		['EcsInstance', 'i-2zebb08phyczzawe5abcd'],
		['NetworkInterface', 'eni-bp1d66qjxb3qoin3abcd'],
		['Nat', 'ngw-bp1uewa15k4iy5770abcd'],
	] as const)('names it by an associated %s', async (type, id) => {
		const [eip] = bindTo(type, id);
		test$.simulator.addEips(3);
		const allocationId = { __rl: true as const, mode: 'boundInstance', value: `  ${id} ` };
		expect(await test$.items({ operation: 'get', allocationId })).toMatchObject([
			{ allocationId: eip.allocationId },
		]);
		expect(test$.sent('DescribeEipAddresses')[0]).toMatchObject({
			AssociatedInstanceId: id,
			AssociatedInstanceType: type,
		});
	});

	test('is a private address, too', async () => {
		const [eip] = test$.simulator.addEips(2);
		const binding = { instanceId: '192.168.0.4', instanceType: 'IpAddress' as const };
		test$.simulator.change(eip.allocationId, { ...binding, status: 'InUse' });
		const allocationId = { __rl: true as const, mode: 'boundInstance', value: '192.168.0.4' };
		expect(await test$.items({ operation: 'get', allocationId })).toMatchObject([
			{ allocationId: eip.allocationId },
		]);
	});

	test('names it for Disassociate, as the tool of an agent gives it', async () => {
		const [eip] = bindTo('EcsInstance', 'i-web');
		const [output] = await test$.items({ operation: 'unassociate', allocationId: 'i-web' });
		expect(output).toMatchObject({ allocationId: eip.allocationId, status: 'Available' });
	});

	test('is refused where it has several, with the names of all of them', async () => {
		const eips = bindTo('Nat', 'ngw-busy', 3);
		const { error } = await test$.run({ operation: 'unassociate', allocationId: 'ngw-busy' });
		expect(error?.message).toBe(
			"3 Elastic IPs in region 'cn-hangzhou' are associated with 'ngw-busy'",
		);
		expect(error?.description).toMatch(/^'Elastic IP' must name one of them/);
		for (const { allocationId, ipAddress } of eips) {
			expect(error?.description).toContain(`'${allocationId}' (${ipAddress}, InUse)`);
		}
		expect(test$.sent('UnassociateEipAddress')).toEqual([]);
	});

	test('names no more than twenty', async () => {
		bindTo('Nat', 'ngw-busy', 120);
		const { error } = await test$.run({ operation: 'get', allocationId: 'ngw-busy' });
		expect(error?.message).toContain('120 Elastic IPs');
		expect(error?.description?.match(/'eip-/g)).toHaveLength(20);
		expect(error?.description).toContain('and 100 more.');
	});
});

test('each way to name it is a mode of the field, and each takes an expression', async () => {
	const [eip] = bindTo('EcsInstance', 'i-web');
	const names = {
		list: eip.ipAddress,
		id: eip.ipAddress,
		ipAddress: eip.ipAddress,
		boundInstance: 'i-web',
	};
	for (const [mode, name] of Object.entries(names)) {
		const allocationId = { __rl: true as const, mode, value: '={{ $json.name }}' };
		const output = await test$.items({ operation: 'get', allocationId }, { items: [{ name }] });
		expect(output).toMatchObject([{ allocationId: eip.allocationId }]);
	}
});

test('several with one address are refused', async () => {
	const [one, other] = test$.simulator.addEips(2);
	test$.simulator.change(other.allocationId, { ipAddress: one.ipAddress });
	const { error } = await test$.run({ operation: 'release', allocationId: one.ipAddress });
	expect(error?.message).toBe(
		`2 Elastic IPs in region 'cn-hangzhou' have the IP address '${one.ipAddress}'`,
	);
	expect(error?.description).toContain(`'${other.allocationId}'`);
	expect(test$.simulator.eips()).toHaveLength(2);
});

describe('a look-up that tells it wrongly once changes nothing:', () => {
	const reply =
		(...eips: Array<Pick<Eip, 'allocationId'>>) =>
		(fields: object) =>
			JSON.stringify({
				...{ RequestId: 'R', TotalCount: eips.length, PageNumber: 1, PageSize: 100 },
				EipAddresses: {
					EipAddress: eips.map(({ allocationId }) => ({ AllocationId: allocationId, ...fields })),
				},
			});
	const answerFirst = (body: string) =>
		test$.simulator.faults.add({ kind: 'body', run: false, times: 1, body });

	test('the address of another one', async () => {
		const [meant, other] = test$.simulator.addEips(2);
		answerFirst(reply(other)({ IpAddress: meant.ipAddress, Status: 'Available' }));
		const { error } = await test$.run({ operation: 'release', allocationId: meant.ipAddress });
		expect(error?.message).toBe(
			`'${meant.ipAddress}' meant the Elastic IP '${other.allocationId}' when this item began, but now means '${meant.allocationId}'`,
		);
		expect(test$.sent('ReleaseEipAddress')).toEqual([]);
	});

	test('one that is bound elsewhere', async () => {
		const [eip] = bindTo('EcsInstance', 'i-b');
		const binding = { InstanceId: 'i-web', InstanceType: 'EcsInstance', Status: 'InUse' };
		answerFirst(reply(eip)({ IpAddress: eip.ipAddress, ...binding }));
		const { error } = await test$.run({ operation: 'unassociate', allocationId: 'i-web' });
		expect(error?.message).toBe(
			`The Elastic IP '${eip.allocationId}' is no longer associated with 'i-web'`,
		);
		expect(test$.sent('UnassociateEipAddress')).toEqual([]);
	});

	test('one of two that are bound there', async () => {
		const [eip] = bindTo('Nat', 'ngw-1', 2);
		const binding = { InstanceId: 'ngw-1', InstanceType: 'Nat', Status: 'InUse' };
		answerFirst(reply(eip)({ IpAddress: eip.ipAddress, ...binding }));
		const { error } = await test$.run({ operation: 'unassociate', allocationId: 'ngw-1' });
		expect(error?.message).toBe(
			"2 Elastic IPs in region 'cn-hangzhou' are associated with 'ngw-1'",
		);
		expect(test$.sent('UnassociateEipAddress')).toEqual([]);
	});

	test('the second look that misses it is repeated', async () => {
		const [eip] = bindTo('EcsInstance', 'i-web');
		test$.simulator.faults.add({ kind: 'body', run: false, skip: 2, times: 1, body: reply()({}) });
		const output = await test$.items({ operation: 'unassociate', allocationId: 'i-web' });
		expect(output).toMatchObject([{ allocationId: eip.allocationId, status: 'Available' }]);
	});
});

test.each([
	['198.51.100.7', "No Elastic IP in region 'cn-hangzhou' has the IP address '198.51.100.7'"],
	['i-none', "No Elastic IP in region 'cn-hangzhou' is associated with 'i-none'"],
])(
	'one that is not there (%s) is looked for repeatedly, then refused in words',
	async (name, message) => {
		const { error } = await test$.run({ operation: 'release', allocationId: name });
		expect(error?.message).toBe(message);
		expect(error?.description).toBe(
			"Only this region was searched. Check 'Elastic IP', and that 'Region' is the region of the Elastic IP. Nothing was sent.",
		);
		// Three times or more, until enough time has passed.
		const actions = test$.simulator.requests.map(({ action }) => action);
		expect(actions.length).toBeGreaterThanOrEqual(3);
		expect(new Set(actions)).toEqual(new Set(['DescribeEipAddresses']));
	},
);

test('an Elastic IP of another region is not meant', async () => {
	const [eip] = test$.simulator.addEips(1, { region: 'cn-beijing' });
	const parameters = { operation: 'get', allocationId: eip.ipAddress };
	expect((await test$.run(parameters)).error?.message).toContain("in region 'cn-hangzhou'");
	expect(await test$.items({ ...parameters, regionId: locator('cn-beijing') })).toMatchObject([
		{ allocationId: eip.allocationId },
	]);
});

test('a reply with something that was not asked for is refused', async () => {
	const [eip] = test$.simulator.addEips(1);
	const body = JSON.stringify({
		...{ RequestId: 'R', TotalCount: 1, PageNumber: 1, PageSize: 100 },
		EipAddresses: { EipAddress: [{ AllocationId: eip.allocationId, IpAddress: eip.ipAddress }] },
	});
	test$.simulator.faults.add({ kind: 'body', body, times: Infinity });
	const { error } = await test$.run({ operation: 'release', allocationId: '198.51.100.7' });
	expect(error?.message).toContain('has an entry that was not requested');
});

test('one that this execution has bought is waited for by its address', async () => {
	test$.simulator.settings.hiddenFor = 3_000;
	const bought = await test$.items({
		operation: 'allocate',
		additionalFields: { ipAddress: '198.51.100.99' },
	});
	expect(bought).toHaveLength(1);
	const output = await test$.items({ operation: 'get', allocationId: '198.51.100.99' });
	expect(output).toMatchObject([{ allocationId: bought[0].allocationId }]);
}, 30_000);

test('lists take IDs, addresses and bindings side by side, and one that is named twice once', async () => {
	const [byId, byAddress] = test$.simulator.addEips(2);
	const [byBinding] = bindTo('EcsInstance', 'i-web');
	const names = [byId.allocationId, byAddress.ipAddress, byId.ipAddress, 'i-web'];
	const output = await test$.items({
		...{ resource: 'tag', operation: 'add' },
		resourceIds: names.join(', '),
		tags: { tag: [{ key: 'a', value: 'b' }] },
	});
	const ids = [byId.allocationId, byAddress.allocationId, byBinding.allocationId];
	expect(output).toMatchObject([{ resourceIds: ids }]);
	expect(test$.sent('TagResources')).toMatchObject([
		{ 'ResourceId.1': ids[0], 'ResourceId.2': ids[1], 'ResourceId.3': ids[2] },
	]);
	expect(test$.sent('TagResources')[0]).not.toHaveProperty('ResourceId.4');
	const lookUps = test$.sent('DescribeEipAddresses');
	const counts = lookUps.map(({ EipAddress = '' }) => EipAddress.split(',').length);
	// Each twice: when the item begins, and in its turn.
	expect(counts.sort()).toEqual([1, 1, 2, 2]);
});

test('an item from a test event of the trigger is refused by address as by ID', async () => {
	const [eip] = test$.simulator.addEips(1);
	const { error } = await test$.run(
		{ operation: 'release', allocationId: '={{ $json.elasticIp.ipAddress }}' },
		{ items: [{ isTest: true, elasticIp: { ipAddress: eip.ipAddress } }] },
	);
	expect(error?.message).toContain('test event');
	expect(test$.simulator.requests).toEqual([]);
});

test('IDs of other types of resources are left as they are', async () => {
	test$.simulator.addInstance({ type: 'Nat', id: 'ngw-1' });
	await test$.run({
		...{ resource: 'tag', operation: 'add', resourceType: 'NATGATEWAY', resourceIds: 'ngw-1' },
		tags: { tag: [{ key: 'a', value: 'b' }] },
	});
	expect(test$.sent('DescribeEipAddresses')).toEqual([]);
	expect(test$.sent('TagResources')[0]['ResourceId.1']).toBe('ngw-1');
});

describe('many items by address', () => {
	const each = locator('={{ $json.address }}');
	const addresses = (count: number) =>
		test$.simulator.addEips(count).map(({ ipAddress }) => ({ address: ipAddress }));

	test('look up 50 with each call, then do as by ID', async () => {
		const items = addresses(100);
		const output = await test$.items({ operation: 'get', allocationId: each }, { items });
		expect(output.map(({ ipAddress }) => ipAddress)).toEqual(items.map(({ address }) => address));
		const sent = test$.sent('DescribeEipAddresses');
		expect(sent.map(({ EipAddress }) => EipAddress?.split(',').length)).toEqual([
			...[50, 50],
			...[undefined, undefined],
		]);
	});

	test('the same one for many items is asked for once', async () => {
		const [item] = addresses(1);
		const items = Array.from({ length: 60 }, () => item);
		await test$.items({ operation: 'get', allocationId: each }, { items });
		expect(test$.sent('DescribeEipAddresses')).toHaveLength(2);
	});

	test('one that does not exist fails no other item', async () => {
		const items = [...addresses(3), { address: '198.51.100.7' }];
		const { items: output } = await test$.run(
			{ operation: 'get', allocationId: each },
			{ items, node: { onError: 'continueRegularOutput' } as object },
		);
		expect(output.map(({ json }) => json.ipAddress ?? json.error)).toEqual([
			...items.slice(0, 3).map(({ address }) => address),
			"No Elastic IP in region 'cn-hangzhou' has the IP address '198.51.100.7'",
		]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
	});
});

describe('a dry run', () => {
	test('looks up the ID and changes nothing', async () => {
		const { bandwidthPackageId } = test$.simulator.addBandwidthPackage({});
		const [eip] = test$.simulator.addEips(1, { bandwidthPackageId });
		const output = await test$.items({
			...{ resource: 'bandwidthPackage', operation: 'removeElasticIp' },
			bandwidthPackageId: locator(bandwidthPackageId),
			allocationId: eip.ipAddress,
			options: { dryRun: true },
		});
		expect(output).toMatchObject([{ dryRun: true, allowed: true }]);
		expect(test$.sent('RemoveCommonBandwidthPackageIp')).toMatchObject([
			{ IpInstanceId: eip.allocationId, DryRun: 'true' },
		]);
		expect(test$.simulator.eip(eip.allocationId)?.bandwidthPackageId).toBe(bandwidthPackageId);
	});
});

describe('after a lost reply the next try acts on the same Elastic IP:', () => {
	type Request = { action: string };
	const isWrite = ({ action }: Request) => !isRead(action);
	const isLook = ({ action }: Request) => isRead(action) && test$.simulator.requests.some(isWrite);
	const lose = (times: number) => {
		test$.simulator.faults.add({ kind: 'dropAfter', match: isWrite });
		const unseen = { kind: 'code', code: 'Forbidden.RAM', status: 403 } as const;
		test$.simulator.faults.add({ ...unseen, match: isLook, times });
	};
	const untilAvailable = async (id: string) =>
		await waitFor(() => test$.simulator.eip(id)?.status === 'Available', {
			what: `Unbinding ${id}`,
			timeout: 5_000,
			interval: 5,
		});
	const twice = { node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } as object };

	test('Release with Retry On Fail reports it as released', async () => {
		const [eip] = test$.simulator.addEips(1);
		lose(1);
		const output = await test$.items({ operation: 'release', allocationId: eip.ipAddress }, twice);
		expect(output).toMatchObject([
			{ deleted: true, allocationId: eip.allocationId, regionId: 'cn-hangzhou' },
		]);
		expect(test$.sent('ReleaseEipAddress')).toHaveLength(1);
	});

	test('one that has the address meanwhile is left alone', async () => {
		const [eip] = test$.simulator.addEips(1);
		lose(1);
		const parameters = { operation: 'release', allocationId: eip.ipAddress };
		const first = await test$.run(parameters);
		expect(first.error?.description).toContain('It is not known whether');
		const [heir] = test$.simulator.addEips(1);
		test$.simulator.change(heir.allocationId, { ipAddress: eip.ipAddress });
		const second = await test$.run(parameters, { retryOf: first.run });
		expect(second.error).toBeUndefined();
		expect(second.items.map(({ json }) => json)).toMatchObject([
			{ deleted: true, allocationId: eip.allocationId, regionId: 'cn-hangzhou' },
		]);
		expect(test$.simulator.eips().map(({ allocationId }) => allocationId)).toEqual([
			heir.allocationId,
		]);
	});

	test('Disassociate by what it was associated with', async () => {
		const [eip] = bindTo('EcsInstance', 'i-web');
		lose(1);
		const output = await test$.items({ operation: 'unassociate', allocationId: 'i-web' }, twice);
		expect(output).toMatchObject([{ allocationId: eip.allocationId, status: 'Available' }]);
	});

	test('Disassociate leaves alone what was bound elsewhere after it had unbound it', async () => {
		const [eip] = bindTo('EcsInstance', 'i-web');
		bindTo('EcsInstance', 'i-c', 0);
		lose(2);
		const parameters = { operation: 'unassociate', allocationId: 'i-web' };
		const first = await test$.run(parameters);
		expect(first.error?.description).toContain('It is not known whether');
		test$.simulator.faults.clear();
		await untilAvailable(eip.allocationId);
		test$.simulator.change(eip.allocationId, { instanceId: 'i-c', status: 'InUse' });
		const { error } = await test$.run(parameters, { retryOf: first.run });
		expect(error?.message).toBe(
			`The Elastic IP '${eip.allocationId}' is no longer associated with 'i-web'`,
		);
		expect(error?.description).toContain(
			'An earlier try may have changed it; this one has sent nothing.',
		);
		expect(test$.simulator.eip(eip.allocationId)?.instanceId).toBe('i-c');
	});

	test('so it does when only another item had failed', async () => {
		const [[a], [b]] = [bindTo('EcsInstance', 'i-web'), bindTo('EcsInstance', 'i-b')];
		bindTo('EcsInstance', 'i-c', 0);
		const refusal = { kind: 'code', code: 'Forbidden.RAM', status: 403 } as const;
		test$.simulator.faults.add({
			...refusal,
			match: ({ action, parameters }) =>
				action === 'UnassociateEipAddress' && parameters.AllocationId === b.allocationId,
		});
		const parameters = { operation: 'unassociate', allocationId: '={{ $json.name }}' };
		const items = [{ name: 'i-web' }, { name: 'i-b' }];
		const first = await test$.run(parameters, { items });
		expect(first.error).toBeDefined();
		await untilAvailable(a.allocationId);
		test$.simulator.change(a.allocationId, { instanceId: 'i-c', status: 'InUse' });
		const { error } = await test$.run(parameters, { items, retryOf: first.run });
		expect(error?.message).toContain("is no longer associated with 'i-web'");
		expect(test$.simulator.eip(a.allocationId)?.instanceId).toBe('i-c');
	});

	test('Move goes on from where it has bound it, whatever is bound to the old place', async () => {
		const [eip] = bindTo('EcsInstance', 'i-web');
		bindTo('EcsInstance', 'i-b', 0);
		const parameters = { operation: 'move', allocationId: 'i-web', instanceId: locator('i-b') };
		const of = (action: string) => (request: Request) => request.action === action;
		test$.simulator.faults.add({ kind: 'dropAfter', match: of('AssociateEipAddress') });
		test$.simulator.faults.add({
			...{ kind: 'code', code: 'Forbidden.RAM', status: 403, times: 20 },
			match: (request) =>
				isRead(request.action) && test$.simulator.requests.some(of('AssociateEipAddress')),
		});
		const first = await test$.run({ ...parameters, options: { timeLimit: 10 } });
		expect(first.error).toBeDefined();
		test$.simulator.faults.clear();
		const [heir] = bindTo('EcsInstance', 'i-web');
		const second = await test$.run(parameters, { retryOf: first.run });
		expect(second.items.map(({ json }) => [json.allocationId, json.instanceId])).toEqual([
			[eip.allocationId, 'i-b'],
		]);
		expect(test$.simulator.eip(heir.allocationId)?.instanceId).toBe('i-web');
	});

	test('but after a clear refusal it is looked up anew', async () => {
		const [old] = bindTo('EcsInstance', 'i-web');
		const refusal = { kind: 'code', code: 'Forbidden.RAM', status: 403 } as const;
		test$.simulator.faults.add({ ...refusal, match: isWrite });
		const parameters = { operation: 'unassociate', allocationId: 'i-web' };
		const first = await test$.run(parameters);
		expect(first.error).toBeDefined();
		test$.simulator.change(old.allocationId, { instanceId: '', status: 'Available' });
		const [now] = test$.simulator.addEips(1, { instanceId: 'i-web', status: 'InUse' });
		const second = await test$.run(parameters, { retryOf: first.run });
		expect(second.items.map(({ json }) => json.allocationId)).toEqual([now.allocationId]);
	});
});
