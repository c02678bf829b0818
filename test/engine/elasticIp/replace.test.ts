import { systemClock } from '../../../nodes/AlibabaCloudEip/api/client/clock';
import { credentialFor, locator, useSimulator } from '../setup';
import { hasten, makeHaste } from '../safety/hasty';

const HASTE = 10;
makeHaste(HASTE);
const test$ = useSimulator();

const RETRY = { node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } };
const REPLACES = 'n8n:replaces';

/** An Elastic IP bound to i-web. */
function addBound(more = {}) {
	test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-web' });
	const [{ allocationId }] = test$.simulator.addEips(1, {
		name: 'web',
		instanceId: 'i-web',
		instanceType: 'EcsInstance',
		status: 'InUse',
		...more,
	});
	return allocationId;
}

const replace = (allocationId: string, more = {}) => ({
	operation: 'replace',
	allocationId: locator(allocationId),
	...more,
});

const at = (instanceId: string) =>
	test$.simulator
		.eips()
		.filter((eip) => eip.instanceId === instanceId && eip.status === 'InUse')
		.map(({ allocationId }) => allocationId);

const ids = () => test$.simulator.eips().map(({ allocationId }) => allocationId);

/** @param before what somebody else does just before it is refused */
const refuse = (action: string, times: number, before = () => true) =>
	test$.simulator.faults.add({
		...{ kind: 'code', code: 'Forbidden.RAM', status: 403, action, times },
		match: (request) => request.action === action && before(),
	});

const actionsOf = (output: { steps?: unknown }) =>
	(output.steps as Array<{ action: string }>).map(({ action }) => action);

describe('elasticIp: replace', () => {
	test('buys one like the old one, binds it in its place, and releases the old one', async () => {
		const pool = test$.simulator.addPool({
			cidrBlocks: [
				{ cidrBlock: '198.51.100.0/28', creationTime: 0, status: 'Created', totalIpNum: 16 },
			],
		}).publicIpAddressPoolId;
		const shared = test$.simulator.addBandwidthPackage({ bandwidth: 50 }).bandwidthPackageId;
		const id = addBound({
			...{ bandwidth: 7, internetChargeType: 'PayByTraffic', isp: 'BGP', description: 'front' },
			...{ resourceGroupId: 'rg-web', bandwidthPackageId: shared, publicIpAddressPoolId: pool },
			tags: [
				{ key: 'team', value: 'a' },
				{ key: 'n8n:release-after', value: '2020-01-01T00:00:00Z' },
			],
			securityProtectionTypes: ['AntiDDoS_Enhanced'],
		});
		const { ipAddress } = test$.simulator.eip(id) ?? {};
		const [output] = await test$.items(replace(id));
		expect(output).toMatchObject({
			...{ instanceId: 'i-web', status: 'InUse', name: 'web', bandwidthPackageId: shared },
			...{ tags: { team: 'a' }, chargeType: 'PostPaid', internetChargeType: 'PayByTraffic' },
			...{ previousAllocationId: id, previousIpAddress: ipAddress, previousName: 'web' },
			...{ previousReleased: true, secondsWithoutAddress: expect.any(Number) },
		});
		const fresh = String(output.allocationId);
		expect(output.steps).toEqual(
			(
				[
					['AllocateEipAddress', fresh],
					['AddCommonBandwidthPackageIps', fresh],
					['UnassociateEipAddress', id],
					['AssociateEipAddress', fresh],
					['ReleaseEipAddress', id],
					['UnTagResources', fresh],
				] as const
			).map(([action, allocationId]) => ({
				action,
				allocationId,
				startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
				durationMs: expect.any(Number),
				requestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
			})),
		);
		expect(ids()).toEqual([fresh]);
		expect(test$.simulator.eip(fresh)).toMatchObject({
			...{ bandwidth: 7, isp: 'BGP', description: 'front', resourceGroupId: 'rg-web' },
			...{ publicIpAddressPoolId: pool, tags: [{ key: 'team', value: 'a' }] },
			securityProtectionTypes: ['AntiDDoS_Enhanced'],
		});
	}, 20_000);

	test('each can be set otherwise', async () => {
		const shared = test$.simulator.addBandwidthPackage({}).bandwidthPackageId;
		const id = addBound({
			bandwidthPackageId: test$.simulator.addBandwidthPackage({}).bandwidthPackageId,
			tags: [{ key: 'team', value: 'a' }],
		});
		const [output] = await test$.items(
			replace(id, {
				oldElasticIp: 'keep',
				additionalFields: {
					...{ bandwidth: 9, name: 'other', description: 'd', internetChargeType: 'PayByTraffic' },
					...{ isp: 'BGP', resourceGroupId: locator('rg-other') },
					bandwidthPackageId: locator(shared),
					tags: { tag: [{ key: 'x', value: 'y' }] },
				},
			}),
		);
		expect(test$.simulator.eip(String(output.allocationId))).toMatchObject({
			...{ bandwidth: 9, name: 'other', description: 'd', resourceGroupId: 'rg-other' },
			...{ bandwidthPackageId: shared, tags: [{ key: 'x', value: 'y' }] },
		});
		expect(output).toMatchObject({ previousReleased: false });
		expect(test$.simulator.eip(id)).toMatchObject({ status: 'Available' });
	}, 20_000);

	test('keeps the old one for some hours, with a tag that says until when', async () => {
		const id = addBound({ chargeType: 'PrePaid', internetChargeType: 'PayByBandwidth' });
		const before = Date.now();
		const [output] = await test$.items(replace(id, { oldElasticIp: 'keepForHours', keepHours: 3 }));
		const [tag] = test$.simulator.eip(id)?.tags ?? [];
		expect(tag).toEqual({ key: 'n8n:release-after', value: output.previousReleaseAfter });
		expect(tag.value).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
		const hours = (Date.parse(tag.value) - before) / 3_600_000;
		expect(Math.abs(hours - 3)).toBeLessThan(0.1);
		expect(test$.simulator.eip(String(output.allocationId))).toMatchObject({
			...{ chargeType: 'PostPaid', tags: [], instanceId: 'i-web' },
		});
	}, 20_000);

	test.each([
		['a NAT gateway', { type: 'Nat', id: 'ngw-1' }, { instanceType: 'Nat' }],
		[
			'a network interface for several',
			{ type: 'NetworkInterface', id: 'eni-1', privateIpAddresses: ['192.168.0.9'] },
			{ instanceType: 'NetworkInterface', mode: 'MULTI_BINDED', privateIpAddress: '192.168.0.9' },
		],
	] as const)(
		'to %s the new one is bound before the old one goes',
		async (_name, instance, how) => {
			test$.simulator.addInstance({ ...instance } as never);
			const id = addBound({ instanceId: instance.id, ...how });
			const [output] = await test$.items(replace(id));
			expect(actionsOf(output)).toEqual([
				'AllocateEipAddress',
				'AssociateEipAddress',
				'UnassociateEipAddress',
				'ReleaseEipAddress',
				'UnTagResources',
			]);
			expect(output.secondsWithoutAddress).toBe(0);
			expect(at(instance.id)).toEqual([output.allocationId]);
		},
		20_000,
	);

	describe('nothing is bought where', () => {
		test.each([
			[
				'it is not bound',
				{ instanceId: '', status: 'Available' },
				{},
				/^The Elastic IP .* is not associated with anything, so there is nothing to replace$/,
			],
			[
				'it is a subscription',
				{ chargeType: 'PrePaid' },
				{},
				/is a subscription and cannot be released$/,
			],
			['it is protected', { deletionProtection: true }, {}, /^Deletion protection of .* is on$/],
			[
				'it belongs to a group',
				{ segmentInstanceId: 'eipsg-1' },
				{},
				/belongs to the Elastic IP group/,
			],
			[
				'a condition is not met',
				{},
				{ options: { onlyIfName: 'db' } },
				/name of the Elastic IP .* is 'web', not 'db'$/,
			],
			[
				'it is kept, and a condition is not met',
				{},
				{ oldElasticIp: 'keep', options: { onlyIfName: 'db' } },
				/is 'web', not 'db'$/,
			],
			[
				'the expression for the old one is empty',
				{},
				{ oldElasticIp: '={{ undefined }}' },
				/^'Old Elastic IP' is empty$/,
			],
			[
				'it has no place for the tag',
				{ tags: Array.from({ length: 20 }, (_, index) => ({ key: `k${index}`, value: '' })) },
				{ oldElasticIp: 'keepForHours' },
				/has 20 tags/,
			],
		])(
			'%s',
			async (_name, fields, more, message) => {
				const id = addBound(fields);
				const { error } = await test$.run(replace(id, more));
				expect(error?.message).toMatch(message);
				expect(test$.sent('AllocateEipAddress')).toEqual([]);
				expect(test$.sent('UnassociateEipAddress')).toEqual([]);
			},
			20_000,
		);

		test('it is locked', async () => {
			const id = addBound();
			test$.simulator.lock(id, 'security');
			const { error } = await test$.run(replace(id));
			expect(error?.message).toMatch(/is locked \(security\)$/);
			expect(ids()).toEqual([id]);
		});
	});

	test('rules of a NAT gateway keep it: the new one is given back', async () => {
		const instance = test$.simulator.addInstance({ type: 'Nat', id: 'ngw-1' });
		const id = addBound({ instanceId: 'ngw-1', instanceType: 'Nat' });
		instance.snatIpAddresses = [String(test$.simulator.eip(id)?.ipAddress)];
		const { error } = await test$.run(replace(id));
		expect(error?.message).toMatch(
			/could not be replaced and is still associated with 'ngw-1'; the new one 'eip-\w+' \([\d.]+\) was released again$/,
		);
		expect(error?.description).toMatch(/HasBeenUsedBySnatTable/);
		expect(ids()).toEqual([id]);
		expect(at('ngw-1')).toEqual([id]);
	}, 30_000);

	test('the old one is bound again and the new one given back when the new one cannot be bound', async () => {
		const id = addBound();
		test$.simulator.faults.add({
			...{ kind: 'code', code: 'Forbidden.RAM', status: 403, times: 1 },
			action: 'AssociateEipAddress',
		});
		const first = await test$.run(replace(id));
		expect(first.error?.message).toMatch(
			/could not be replaced and is associated with 'i-web' again; the new one 'eip-\w+' \([\d.]+\) was released again$/,
		);
		expect(at('i-web')).toEqual([id]);
		expect(ids()).toEqual([id]);
		const second = await test$.run(replace(id), { retryOf: first.run });
		expect(second.error).toBeUndefined();
		expect(ids()).toEqual(at('i-web'));
		expect(ids()).not.toContain(id);
		expect(second.items[0].json.secondsWithoutAddress).toBeGreaterThan(0);
	}, 40_000);

	test('where neither can be bound the new one is named and kept, and the next try goes on with it', async () => {
		const id = addBound();
		const fault = { kind: 'code', code: 'Forbidden.RAM', status: 403 } as const;
		test$.simulator.faults.add({ ...fault, action: 'AssociateEipAddress', times: 2 });
		const first = await test$.run(replace(id));
		const [fresh] = ids().filter((one) => one !== id);
		expect(first.error?.message).toBe(
			`The Elastic IP '${id}' could neither be replaced nor associated with 'i-web' again: 'i-web' may be without an address. The new one '${fresh}' (${test$.simulator.eip(fresh)?.ipAddress}) was kept and is paid for`,
		);
		const second = await test$.run(replace(id), { retryOf: first.run });
		expect(second.error).toBeUndefined();
		expect(ids()).toEqual([fresh]);
		expect(at('i-web')).toEqual([fresh]);
		expect(test$.sent('AllocateEipAddress').length).toBeLessThanOrEqual(2);
	}, 40_000);

	describe('an execution that was cut off without a trace in n8n', () => {
		/** What it leaves behind: a new Elastic IP with the mark. */
		const leave = (old: string, fields = {}) =>
			test$.simulator.addEips(1, {
				allocationTime: Date.now() - 3_600_000,
				tags: [{ key: REPLACES, value: `${old}/i-web/EcsInstance` }],
				...fields,
			})[0].allocationId;

		test.each([
			['after the purchase', {}, {}],
			['after the unbinding', { instanceId: '', status: 'Available' }, {}],
			[
				'before the release',
				{ instanceId: '', status: 'Available' },
				{ instanceId: 'i-web', instanceType: 'EcsInstance' },
			],
		])(
			'%s is gone on with',
			async (_name, old, fresh) => {
				const id = addBound(old);
				const begun = leave(id, fresh);
				const [output] = await test$.items(replace(id));
				expect(output.allocationId).toBe(begun);
				expect(at('i-web')).toEqual([begun]);
				expect(ids()).toEqual([begun]);
				expect(test$.simulator.eip(begun)?.tags).toEqual([]);
				expect(test$.sent('AllocateEipAddress')).toEqual([]);
			},
			20_000,
		);

		test('before its end: by its ID, also when the old one is gone; by the instance it says so', async () => {
			const id = addBound({ instanceId: '', status: 'Available' });
			const begun = leave(id, { instanceId: 'i-web', instanceType: 'EcsInstance' });
			test$.simulator.remove(id);
			const { error } = await test$.run(replace('i-web'));
			expect(error?.message).toMatch(
				`takes the place of '${id}', and that replacement was not finished`,
			);
			const [output] = await test$.items(replace(id));
			expect(output).toMatchObject({ allocationId: begun, previousAllocationId: id });
			expect(ids()).toEqual([begun]);
		}, 20_000);

		test('only just: it may be under way, so nothing is bought', async () => {
			const id = addBound();
			const begun = leave(id, { allocationTime: Date.now() });
			const { error } = await test$.run(replace(id));
			expect(error?.message).toMatch(`is being replaced with '${begun}'`);
			expect(test$.sent('AllocateEipAddress')).toEqual([]);
		}, 20_000);
	});

	test('two at once: one does it, the other says so', async () => {
		const id = addBound();
		const results = await Promise.all([test$.run(replace(id)), test$.run(replace(id))]);
		const [failed] = results.filter(({ error }) => error);
		expect(failed.error?.message).toMatch(/is being replaced with|was released in the meantime/);
		expect(results.filter(({ error }) => !error)).toHaveLength(1);
		expect(ids()).toHaveLength(1);
		expect(at('i-web')).toEqual(ids());
		expect(test$.sent('AllocateEipAddress')).toHaveLength(1);
	}, 30_000);

	describe('two processes at once', () => {
		/** A copy of the modules, with locks and memories of its own. */
		const otherProcess = (): typeof import('../harness') => {
			let harness = {} as typeof import('../harness');
			jest.isolateModules(() => {
				const { systemClock } = jest.requireActual<
					typeof import('../../../nodes/AlibabaCloudEip/api/client/clock')
				>('../../../nodes/AlibabaCloudEip/api/client/clock');
				hasten(systemClock, HASTE);
				harness = jest.requireActual<typeof import('../harness')>('../harness');
			});
			return harness;
		};

		/** Lets both go on only when both have come to this request. */
		const meetAt = (action: string) => {
			let meet = () => {};
			const until = new Promise<void>((resolve) => (meet = resolve));
			let count = 0;
			const match = (request: { action: string }) => {
				if (request.action !== action) return false;
				if (++count === 2) meet();
				return true;
			};
			test$.simulator.faults.add({ kind: 'delay', until, match, times: 2 });
		};

		test.each([
			['the second sees that the first has begun', undefined],
			['both buy, one gives back', 'AllocateEipAddress'],
			['both come to the unbinding, one gives back', 'UnassociateEipAddress'],
		])(
			'%s: one does it, the other says so',
			async (_name, meeting) => {
				const id = addBound();
				if (meeting !== undefined) {
					meetAt('AllocateEipAddress');
					if (meeting !== 'AllocateEipAddress') meetAt(meeting);
				}
				const parameters = { resource: 'elasticIp', ...replace(id) };
				const credential = credentialFor(test$.simulator);
				let goOn = () => {};
				const until = new Promise<void>((resolve) => (goOn = resolve));
				if (meeting === undefined) {
					// The first gets no further before the second has looked.
					test$.simulator.faults.add({ kind: 'delay', until, action: 'UnassociateEipAddress' });
				}
				const first = test$.run(replace(id));
				if (meeting === undefined) {
					while (ids().length < 2) await new Promise(setImmediate);
				}
				const second = otherProcess().runNode({ parameters, credential });
				await second;
				goOn();
				const results = await Promise.all([first, second]);
				const failed = results.flatMap(({ error }) => error?.message ?? []);
				expect(failed).toEqual([
					expect.stringMatching(
						/is being replaced with|was not replaced here: .* was released again$|has the Elastic IP .* now, which someone else has associated with it; the new one .* was released again$/,
					),
				]);
				const [done] = results.filter(({ error }) => !error);
				expect(ids()).toEqual([done.items[0].json.allocationId]);
				expect(at('i-web')).toEqual(ids());
			},
			60_000,
		);
	});

	test('the time without an address is shorter than by hand, and is told', async () => {
		const { settings } = test$.simulator;
		// As on the real clock: two and four seconds, and a third of one for each request.
		Object.assign(settings.durations, { unassociating: 200, associating: 400 });
		settings.latency = 30;
		const options = { timeLimit: 120 };
		const { journal, requests } = test$.simulator;
		const begin = () => ({ change: journal.length, request: requests.length });
		const secondsWithout = (since: { change: number }) => {
			const changes = journal.slice(since.change);
			const timeOf = (wanted: string) => changes.find(({ change }) => change === wanted)?.time ?? 0;
			return ((timeOf('bound') - timeOf('unbound')) * HASTE) / 1000;
		};
		const changesWithout = (since: { request: number }) => {
			const actions = requests.slice(since.request).map(({ action }) => action);
			return actions
				.slice(actions.indexOf('UnassociateEipAddress') + 1, actions.indexOf('AssociateEipAddress'))
				.filter((action) => !action.startsWith('Describe'));
		};
		const byHand = addBound();
		const before = begin();
		await test$.items({ operation: 'unassociate', allocationId: locator(byHand), options });
		const [{ allocationId: bought }] = await test$.items({ operation: 'allocate', options });
		await test$.items({
			...{ operation: 'associate', allocationId: locator(String(bought)), options },
			instanceId: 'i-web',
		});
		const since = begin();
		const [output] = await test$.items(replace(String(bought), { options }));
		const own = secondsWithout(since);
		const told = Number(output.secondsWithoutAddress);
		if (process.env.MEASURE === '1') {
			process.stderr.write(
				`without an address: by hand ${secondsWithout(before)}, Replace ${own}, told ${told}\n`,
			);
		}
		// Not the seconds are compared, which hang on how busy the machine is, but what takes them.
		expect(changesWithout(before)).toEqual(['AllocateEipAddress']);
		expect(changesWithout(since)).toEqual([]);
		expect(own).toBeGreaterThan(0);
		expect(told).toBeGreaterThanOrEqual(own);
	}, 60_000);

	describe('with the Client Token of the user', () => {
		const options = { clientToken: 'rotation-1' };

		test('another execution ends with the same one', async () => {
			const id = addBound();
			test$.simulator.faults.add({
				...{ kind: 'code', code: 'Forbidden.RAM', status: 403, times: 3 },
				action: 'AssociateEipAddress',
			});
			await test$.run(replace(id, { options }));
			const [fresh] = ids().filter((one) => one !== id);
			test$.simulator.faults.clear();
			const [output] = await test$.items(replace(id, { options }));
			expect(output.allocationId).toBe(fresh);
			expect(ids()).toEqual([fresh]);
		}, 30_000);

		test('one that has bought the old one itself is refused, and nothing is changed', async () => {
			const id = addBound();
			const [{ allocationId }] = await test$.items(replace(id, { options }));
			const { error } = await test$.run(replace(String(allocationId), { options }));
			// The tag of the new one makes it another purchase to Alibaba Cloud.
			expect(error?.message).toBe('The client token was used before with other settings');
			expect(at('i-web')).toEqual([allocationId]);
		}, 30_000);
	});

	test('Retry On Fail does not buy again what it has bought', async () => {
		const id = addBound();
		test$.simulator.faults.add({
			...{ kind: 'code', code: 'Forbidden.RAM', status: 403, times: 1 },
			action: 'ReleaseEipAddress',
		});
		const [output] = await test$.items(replace(id), RETRY);
		expect(ids()).toEqual([output.allocationId]);
		expect(test$.simulator.eip(String(output.allocationId))?.tags).toEqual([]);
		expect(actionsOf(output).filter((action) => action === 'AllocateEipAddress')).toHaveLength(1);
	}, 30_000);

	test('Retry On Fail goes on with the one that was found, and buys none besides', async () => {
		const id = addBound();
		const [{ allocationId: begun }] = test$.simulator.addEips(1, {
			allocationTime: Date.now() - 3_600_000,
			tags: [{ key: REPLACES, value: `${id}/i-web/EcsInstance` }],
		});
		refuse('AssociateEipAddress', 2);
		const [output] = await test$.items(replace(id), RETRY);
		expect(output.allocationId).toBe(begun);
		expect(ids()).toEqual([begun]);
		expect(test$.sent('AllocateEipAddress')).toEqual([]);
	}, 30_000);

	describe('somebody else binds the old one elsewhere', () => {
		const bindElsewhere = (id: string) => {
			test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-other' });
			const binding = {
				status: 'InUse',
				instanceId: 'i-other',
				instanceType: 'EcsInstance',
			} as const;
			test$.simulator.change(id, binding);
			return true;
		};

		test.each([
			[
				'while nothing is bound',
				{ action: 'AssociateEipAddress', times: 1 },
				/could neither be replaced nor associated with 'i-web' again: 'i-web' may be without an address\. The new one 'eip-\w+' \([\d.]+\) was kept and is paid for$/,
			],
			[
				'before it could be released',
				{ action: 'ReleaseEipAddress', times: 1 },
				/was replaced with 'eip-\w+' \([\d.]+\) at 'i-web', but the rest was not completed$/,
			],
		])(
			'%s: there it stays, and the next try binds the new one',
			async (_name, fault, message) => {
				const id = addBound();
				refuse(fault.action, fault.times, () => bindElsewhere(id));
				const first = await test$.run(replace(id));
				expect(first.error?.message).toMatch(message);
				const second = await test$.run(replace(id), { retryOf: first.run });
				expect(second.error?.description).toMatch(/is associated with 'i-other'/);
				expect(at('i-other')).toEqual([id]);
				const [fresh] = at('i-web');
				expect(second.error?.message).toMatch(`replaced with '${fresh}'`);
				expect(test$.sent('AllocateEipAddress')).toHaveLength(1);
			},
			30_000,
		);

		test('after a replacement whose mark was left: it is replaced there with another one', async () => {
			const id = addBound();
			bindElsewhere(id);
			const [{ allocationId: other }] = test$.simulator.addEips(1, {
				...{ allocationTime: Date.now() - 3_600_000, status: 'InUse' },
				...{ instanceId: 'i-web', instanceType: 'EcsInstance' },
				tags: [{ key: REPLACES, value: `${id}/i-web/EcsInstance` }],
			});
			const [output] = await test$.items(replace(id));
			expect(at('i-other')).toEqual([output.allocationId]);
			expect(at('i-web')).toEqual([other]);
		}, 30_000);
	});

	test('where both are gone the next try buys nothing in their place', async () => {
		const id = addBound();
		refuse('AssociateEipAddress', 2);
		const first = await test$.run(replace(id));
		for (const each of ids()) test$.simulator.remove(each);
		const later = (name: 'now' | 'monotonic') => {
			const read = systemClock[name];
			return jest.spyOn(systemClock, name).mockImplementation(() => read() + 3 * 3_600_000);
		};
		const clocks = [later('now'), later('monotonic')];
		const second = await test$.run(replace(id), { retryOf: first.run });
		for (const clock of clocks) clock.mockRestore();
		expect(second.error?.message).toMatch(
			/'i-web' may be without an address\. The new one .* was not seen: it may be gone, or still exist and cost money$/,
		);
		expect(second.error?.description).toMatch(
			/Run 'Allocate and Associate' to give it another one\./,
		);
		expect(test$.sent('AllocateEipAddress')).toHaveLength(1);
	}, 40_000);

	test('a try that finds nothing to replace does not hide what an earlier one may have bought', async () => {
		const id = addBound();
		const unbind = () => {
			test$.simulator.change(id, { status: 'Available', instanceId: '', instanceType: '' });
			return true;
		};
		test$.simulator.faults.add({
			...{ kind: 'dropAfter', times: Infinity },
			match: ({ action }) => action === 'AllocateEipAddress' && unbind(),
		});
		const { error } = await test$.run(replace(id, { options: { timeLimit: 20 } }), RETRY);
		expect(error?.message).toMatch(/is not associated with anything/);
		expect(error?.description).not.toContain('Nothing was bought');
		expect(error?.description).toMatch(/Not known whether bought by this item: ClientToken '/);
	}, 30_000);

	test('a binding of the new one that was taken for lost and comes late is gone on with', async () => {
		const id = addBound();
		let arrive = () => {};
		const until = new Promise<void>((resolve) => (arrive = resolve));
		const action = 'AssociateEipAddress';
		test$.simulator.faults.add({ kind: 'delay', until, action });
		// When the old one is to be bound again, the request from before arrives first.
		const match = (request: { action: string }) => request.action === action && (arrive(), true);
		test$.simulator.faults.add({ kind: 'delay', ms: 50, match });
		const [output] = await test$.items(replace(id, { options: { timeLimit: 8 } }));
		expect(at('i-web')).toEqual([output.allocationId]);
		expect(ids()).toEqual([output.allocationId]);
	}, 30_000);

	test('an old one that somebody else is releasing is waited for', async () => {
		const id = addBound();
		// By the ID alone: what is read next is being released.
		const isRead = ({ action }: { action: string }) =>
			action === 'DescribeEipAddresses' && at('i-web').some((one) => one !== id);
		let isReleased = false;
		test$.simulator.faults.add({
			...{ kind: 'delay', ms: 0, times: Infinity },
			match: (request) => {
				if (isRead(request) && !isReleased) {
					isReleased = true;
					test$.simulator.change(id, { status: 'Releasing' });
					setTimeout(() => test$.simulator.remove(id), 100);
				}
				return false;
			},
		});
		const [output] = await test$.items(replace(id));
		expect(ids()).toEqual([output.allocationId]);
		expect(test$.sent('ReleaseEipAddress')).toEqual([]);
	}, 30_000);

	test('two items that name the same instance: the next try does not replace what the first has bought', async () => {
		addBound();
		const { error } = await test$.run(replace('i-web'), { items: [{}, {}], ...RETRY });
		expect(error?.message).toMatch(
			/^The Elastic IP '.*' \(.*\) was bought by another item of this run$/,
		);
		expect(ids()).toEqual(at('i-web'));
		expect(test$.sent('AllocateEipAddress')).toHaveLength(1);
	}, 30_000);
});
