import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import type { EipFields } from '../../simulator';
import type { InstanceFields } from '../../simulator/state/instance';
import { waitFor } from '../../support/waitFor';
import { makeHaste } from '../safety/hasty';
import { credentialFor, locator, useSimulator } from '../setup';

/** An idle Elastic IP is taken before one is bought: each by one item only, and never given back. */

makeHaste(10);

const test$ = useSimulator({ seed: 7 });
const DAY = 86_400_000;

let serial = 0;

/** Each has an ID that no other test has: what one test has taken is taken for an hour. */
const idle = (count = 1, fields: EipFields = {}) =>
	Array.from({ length: count }, () => {
		const allocationId = `eip-reuse${String(++serial).padStart(16, '0')}`;
		const added = { allocationId, allocationTime: Date.now() - DAY, ...fields };
		return test$.simulator.addEips(1, added)[0].allocationId;
	});
const ecs = (id: string, more: Partial<InstanceFields> = {}) =>
	test$.simulator.addInstance({ type: 'EcsInstance', id, ...more }).id;
const nat = () => test$.simulator.addInstance({ type: 'Nat', id: 'ngw-1' }).id;

const options = { reuseIdle: true };
const allocate = (more: INodeParameters = {}) => ({ operation: 'allocate', options, ...more });
const bind = (target: string, more: INodeParameters = {}) => ({
	...{ operation: 'allocateAndAssociate', instanceId: locator(target), options },
	...more,
});
const retry = { node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } };
const goOn = { node: { onError: 'continueRegularOutput' as const } };

const bought = () => test$.sent('AllocateEipAddress').length;
const given = () => [...test$.sent('ReleaseEipAddress'), ...test$.sent('UnassociateEipAddress')];
const bound = () => test$.sent('AssociateEipAddress').map(({ AllocationId }) => AllocationId);
const stateOf = (id: string) => {
	const { status, instanceId } = test$.simulator.eip(id) ?? {};
	return [status, instanceId];
};
const refuse = (action: string, code: string, times = 1) =>
	test$.simulator.faults.add({ kind: 'code', code, status: 400, action, times });

/** Somebody else does something just before a request arrives. */
function justBefore(action: string, change: () => void) {
	let isDone = false;
	test$.simulator.faults.add({
		...{ kind: 'delay', ms: 0, times: Infinity },
		match: (request) => {
			if (request.action === action && !isDone) {
				isDone = true;
				change();
			}
			return false;
		},
	});
}

describe('Allocate', () => {
	test('takes an idle one, and buys when there is none', async () => {
		const [id] = idle(1, { name: 'spare' });
		const [first, second, third] = await test$.items(allocate(), { items: [{}, {}, {}] });
		const outputs = [first, second, third].sort((a, b) => Number(b.reused) - Number(a.reused));
		expect(outputs[0]).toEqual({
			...{ allocationId: id, ipAddress: test$.simulator.eip(id)?.ipAddress, name: 'spare' },
			...{ status: 'Available', regionId: 'cn-hangzhou', bandwidth: 5 },
			...{ resourceGroupId: 'rg-simulatordefault', reused: true },
		});
		expect(outputs.map(({ reused }) => reused)).toEqual([true, false, false]);
		expect(bought()).toBe(2);
	});

	test('another execution of this process does not take it before it is bound', async () => {
		const [id] = idle();
		expect(await test$.items(allocate())).toMatchObject([{ allocationId: id }]);
		expect(await test$.items(allocate())).toMatchObject([{ reused: false }]);
	});

	test('a loop of one execution does not take it twice', async () => {
		const ids = idle(2);
		const { run } = await test$.run(allocate(), { rounds: 3 });
		const rounds = run.data.resultData.runData.EIP.flatMap(
			({ data }) => data?.main[0]?.map(({ json }) => json) ?? [],
		);
		expect(
			rounds
				.filter(({ reused }) => reused)
				.map((json) => json.allocationId)
				.sort(),
		).toEqual(ids);
		expect(bought()).toBe(1);
	});

	test('takes none that another item has just bought', async () => {
		const [{ allocationId }] = await test$.items({ operation: 'allocate' });
		test$.simulator.change(String(allocationId), { allocationTime: Date.now() - DAY });
		expect(await test$.items(allocate())).toMatchObject([{ reused: false }]);
	});

	test('leaves what does not fit, and takes what is asked for', async () => {
		idle(1, { deletionProtection: true });
		idle(1, { bandwidth: 10 });
		const [tagged] = idle(1, { tags: [{ key: 'use', value: 'spare' }] });
		const packaged = idle(1, {
			bandwidthPackageId: test$.simulator.addBandwidthPackage({}).bandwidthPackageId,
		});
		const tags = { tag: [{ key: locator('use'), value: locator('spare') }] };
		const onlyTagged = { options: { ...options, reuseOnlyIfTags: tags } };
		expect(await test$.items(allocate(onlyTagged))).toMatchObject([{ allocationId: tagged }]);
		expect(test$.sent('DescribeEipAddresses')[0]).toMatchObject({
			...{ Status: 'Available', ChargeType: 'PostPaid', ISP: 'BGP', ServiceManaged: 'false' },
			...{ 'Tag.1.Key': 'use', 'Tag.1.Value': 'spare' },
		});
		expect(await test$.items(allocate(onlyTagged))).toMatchObject([{ reused: false }]);
		expect(await test$.items(allocate())).toMatchObject([{ reused: false }]);
		const any = { options: { ...options, reuseFromBandwidthPackage: true } };
		expect(await test$.items(allocate(any))).toMatchObject([{ allocationId: packaged[0] }]);
	});

	test('the next try of Retry On Fail, and of "Retry", has the same one', async () => {
		idle(3);
		refuse('DescribeEipAddresses', 'Forbidden.RAM');
		const failing = { items: [{}, {}], executionId: 'first' };
		const first = await test$.run(allocate(), failing);
		expect(first.error?.description).toContain('vpc:DescribeEipAddresses');
		expect(bought()).toBe(0);
		const second = await test$.run(allocate(), {
			...{ ...failing, executionId: 'second', retryOf: first.run },
		});
		const ids = second.items.map(({ json }) => json.allocationId);
		expect(second.items.map(({ json }) => json.reused)).toEqual([true, true]);
		expect(new Set(ids).size).toBe(2);
		// Two looks at lists of the second, one of the first: what it had taken is read by its ID.
		const lists = test$.sent('DescribeEipAddresses').filter(({ AllocationId }) => !AllocationId);
		expect(lists).toHaveLength(3);
	});

	test.each<[INodeParameters, RegExp]>([
		[{ reuseOnlyIfTags: {} }, /^'Reuse Only If Tagged' is set without 'Reuse an Idle/],
		[{ reuseIdle: true, reuseOnlyIfTags: {} }, /^'Reuse Only If Tagged' is empty$/],
		[{ reuseIdle: '' }, /^'Reuse an Idle Elastic IP' is empty$/],
		[{ reuseIdle: true, clientToken: 't' }, /'Client Token' cannot be used together$/],
	])('refuses %j before anything is sent', async (own, message) => {
		for (const parameters of [allocate({ options: own }), bind('i-1', { options: own })]) {
			const { error } = await test$.run(parameters);
			expect(error?.message).toMatch(message);
		}
		expect(test$.simulator.requests).toEqual([]);
	});

	test('does without it where it is off', async () => {
		idle();
		const [output] = await test$.items(allocate({ options: { reuseIdle: false } }));
		expect(output).not.toHaveProperty('reused');
		expect(bought()).toBe(1);
	});
});

describe('Allocate and Associate', () => {
	test('binds an idle one, and buys nothing', async () => {
		const [id] = idle();
		const [output] = await test$.items(bind(ecs('i-1')));
		expect(output).toMatchObject({
			...{ allocationId: id, status: 'InUse', instanceId: 'i-1', reused: true },
			steps: [{ action: 'AssociateEipAddress' }],
		});
		expect(bought()).toBe(0);
	});

	test('buys where there is none', async () => {
		const [output] = await test$.items(bind(ecs('i-1')));
		expect(output).toMatchObject({ reused: false, steps: [{}, {}] });
		expect(bought()).toBe(1);
	});

	test('one that could not be bound is idle as before: not released, nothing bought', async () => {
		const [id] = idle();
		const { error } = await test$.run(bind(ecs('i-1', { hasPortMap: true })));
		expect(error?.message).toMatch(
			new RegExp(`^The idle Elastic IP '${id}' \\([\\d.]+\\) could not be associated with 'i-1'$`),
		);
		expect(error?.description).toMatch(/It existed before, so it was not released/);
		expect([stateOf(id), bought(), given()]).toEqual([['Available', ''], 0, []]);
	});

	test('an instance that has one already is refused before, and the idle one stays', async () => {
		const [id] = idle();
		const taken = { instanceId: ecs('i-1'), instanceType: 'EcsInstance' } as const;
		test$.simulator.addEips(1, taken);
		const { error } = await test$.run(bind('i-1'));
		expect(error?.message).toMatch(/already has the Elastic IP/);
		expect([stateOf(id), bound(), bought()]).toEqual([['Available', ''], [], 0]);
	});

	test('the next try takes the same one', async () => {
		const ids = idle(3);
		ecs('i-1');
		refuse('AssociateEipAddress', 'InvalidAssociation.Duplicated');
		const [output] = await test$.items(bind('i-1'), retry);
		expect(ids).toContain(output.allocationId);
		expect(new Set(bound())).toEqual(new Set([output.allocationId]));
		expect(bought()).toBe(0);
	});

	test('what an earlier try has bought counts, also where one is idle by now', async () => {
		ecs('i-1');
		justBefore('AssociateEipAddress', () => idle());
		refuse('AssociateEipAddress', 'InvalidAssociation.Duplicated');
		const [output] = await test$.items(bind('i-1', { onFailure: 'keep' }), retry);
		expect(output).toMatchObject({ reused: false, status: 'InUse' });
		expect(bought()).toBe(1);
	});

	test('where the outcome of its binding is not known, the next try finds it', async () => {
		const [id] = idle(2);
		ecs('i-1');
		test$.simulator.faults.add({ kind: 'dropAfter', action: 'AssociateEipAddress' });
		const isAfterwards = () => bound().length > 0;
		test$.simulator.faults.add({
			...{ kind: 'code', code: 'Forbidden.RAM', status: 403, times: 2 },
			match: ({ action }) => action === 'DescribeEipAddresses' && isAfterwards(),
		});
		const [output] = await test$.items(bind('i-1'), retry);
		expect(output).toMatchObject({ instanceId: 'i-1', reused: true });
		expect(test$.simulator.eips().filter(({ instanceId }) => instanceId === 'i-1')).toHaveLength(1);
		expect([bought(), given(), typeof id]).toEqual([0, [], 'string']);
	});

	describe('somebody else', () => {
		const other = { status: 'InUse', instanceId: 'i-other', instanceType: 'EcsInstance' } as const;
		const taken = () => bound()[0];
		const change = (fields: EipFields) => {
			const [first] = test$.simulator.eips().filter(({ status }) => status === 'Available');
			// The one that the request names.
			const { AllocationId = first.allocationId } = test$.sent('AssociateEipAddress').at(-1) ?? {};
			test$.simulator.change(AllocationId, fields);
		};

		test.each<[string, () => void]>([
			['binds it elsewhere', () => change(other)],
			[
				'binds it to the same NAT gateway',
				() => change({ status: 'InUse', instanceId: 'ngw-1', instanceType: 'Nat' }),
			],
			['releases it', () => test$.simulator.remove(taken())],
		])('%s between the look and the binding: another one is taken', async (_name, does) => {
			const ids = idle(2);
			ecs('i-other');
			justBefore('AssociateEipAddress', does);
			const [output] = await test$.items(bind(nat()));
			expect(new Set(bound())).toEqual(new Set(ids));
			expect(output).toMatchObject({ allocationId: bound().at(-1), instanceId: 'ngw-1' });
			expect([bought(), given()]).toEqual([0, []]);
		});

		test('has the last one: then one is bought', async () => {
			const [id] = idle();
			ecs('i-other');
			justBefore('AssociateEipAddress', () => change(other));
			const [output] = await test$.items(bind(ecs('i-1')));
			expect(output).toMatchObject({ reused: false, instanceId: 'i-1' });
			expect([bought(), stateOf(id), given()]).toEqual([1, ['InUse', 'i-other'], []]);
		});

		test('binds it while this one waits for its own binding: it is left there', async () => {
			const ids = idle(2);
			ecs('i-other');
			test$.simulator.settings.durations.associating = 60_000;
			const running = test$.items(bind(ecs('i-1')));
			while (!bound()[0]) await new Promise(setImmediate);
			test$.simulator.settings.durations.associating = 10;
			test$.simulator.change(taken(), other);
			const [output] = await running;
			expect(output).toMatchObject({ reused: true, instanceId: 'i-1' });
			expect(output.allocationId).not.toBe(taken());
			expect([stateOf(taken()), bought(), given(), ids.length]).toEqual([
				...[['InUse', 'i-other'], 0, [], 2],
			]);
		});
	});

	test.each(['dropBefore', 'dropAfter'] as const)(
		'its binding %s for as long as it is tried: nothing is bought or given back, and it is named',
		async (kind) => {
			const [id] = idle();
			ecs('i-1');
			test$.simulator.faults.add({ kind, action: 'AssociateEipAddress', times: Infinity });
			const limited = bind('i-1', { options: { ...options, timeLimit: 10 } });
			const { error, items } = await test$.run(limited);
			const isBound = stateOf(id)[0] === 'InUse';
			expect(isBound).toBe(kind === 'dropAfter');
			if (isBound) expect(items[0].json).toMatchObject({ allocationId: id, reused: true });
			else expect(error?.message).toContain(`idle Elastic IP '${id}'`);
			expect([bought(), given()]).toEqual([0, []]);
		},
	);

	test('its binding has no answer in time and may arrive late: that is said, and it does', async () => {
		const [id] = idle();
		ecs('i-1');
		let arrive = () => {};
		const until = new Promise<void>((resolve) => (arrive = resolve));
		test$.simulator.faults.add({ kind: 'delay', until, action: 'AssociateEipAddress' });
		const limited = bind('i-1', { options: { ...options, timeLimit: 10 } });
		const { error } = await test$.run(limited);
		arrive();
		expect(error?.message).toMatch(/ is not associated with 'i-1' yet, but may still become so$/);
		await waitFor(() => stateOf(id)[1] === 'i-1', { what: 'the binding', timeout: 5_000 });
		expect([bought(), given()]).toEqual([0, []]);
	});

	const faults = {
		'cut before': { kind: 'dropBefore' },
		'cut after': { kind: 'dropAfter' },
		'503 after': { kind: 'status', status: 503, run: true },
		throttled: { kind: 'throttle', retryAfterMs: 10 },
		garbage: { kind: 'body', body: '{{{not json' },
	} as const;

	test.each(Object.keys(faults) as Array<keyof typeof faults>)(
		'%s at any request: one is bound, none bought, none given back',
		async (fault) => {
			for (let step = 0; ; step++) {
				test$.simulator.reset();
				const ids = idle(2);
				ecs('i-1');
				let count = 0;
				test$.simulator.faults.add({ ...faults[fault], match: () => count++ === step });
				const { error, items } = await test$.run(bind('i-1'));
				expect([fault, step, error?.message]).toEqual([fault, step, undefined]);
				expect(ids).toContain(items[0].json.allocationId);
				const inUse = test$.simulator.eips().filter(({ status }) => status === 'InUse');
				expect(inUse.map(({ instanceId }) => instanceId)).toEqual(['i-1']);
				expect([bought(), given()]).toEqual([0, []]);
				if (step > count) return;
			}
		},
		60_000,
	);
});

test('items and executions at the same time: never the same one twice, and only the rest is bought', async () => {
	const operation = fc.constantFrom('allocate', 'allocateAndAssociate');
	const execution = fc.record({ operation, items: fc.integer({ min: 1, max: 4 }) });
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 0, max: 6 }),
			fc.array(execution, { minLength: 1, maxLength: 3 }),
			async (count, executions) => {
				test$.simulator.reset();
				const ids = idle(count);
				const target = nat();
				const runs = await Promise.all(
					executions.map(async ({ operation: name, items }) => {
						const parameters = name === 'allocate' ? allocate() : bind(target);
						const many = Array.from({ length: items }, () => ({}));
						return await test$.run(parameters, { items: many, ...goOn });
					}),
				);
				const outputs = runs.flatMap(({ items }) => items.map(({ json }) => json));
				const all = outputs.map(({ allocationId }) => String(allocationId));
				const wanted = executions.reduce((sum, { items }) => sum + items, 0);
				expect(new Set(all).size).toBe(wanted);
				const reused = outputs.filter((json) => json.reused).map((json) => json.allocationId);
				expect(reused).toHaveLength(Math.min(count, wanted));
				expect(reused.every((id) => ids.includes(String(id)))).toBe(true);
				expect(bought()).toBe(wanted - reused.length);
				expect(given()).toEqual([]);
			},
		),
		{ numRuns: 12 },
	);
}, 120_000);

test('two processes at the same time: what one has bound the other leaves, and takes another', async () => {
	/** The node with all that it keeps, loaded once more: what another worker has. */
	const otherProcess = async () => {
		let loaded: typeof import('../harness') | undefined;
		await jest.isolateModulesAsync(async () => {
			loaded = await import('../harness');
		});
		if (!loaded) throw new Error('It was not loaded');
		return loaded.runNode;
	};
	const runs = [await otherProcess(), await otherProcess()];
	// Each process takes both of them.
	const ids = idle(2);
	const target = nat();
	const credential = credentialFor(test$.simulator);
	const results = await Promise.all(
		runs.map(async (run) =>
			run({
				parameters: { resource: 'elasticIp', ...bind(target) },
				...{ credential, items: [{}, {}], ...goOn },
			}),
		),
	);
	const outputs = results.flatMap(({ items }) => items.map(({ json }) => json));
	expect(outputs.map(({ error }) => error)).toEqual(outputs.map(() => undefined));
	expect(new Set(outputs.map(({ allocationId }) => allocationId)).size).toBe(4);
	const reused = outputs.filter((json) => json.reused).map((json) => json.allocationId);
	expect(reused.sort()).toEqual(ids.sort());
	expect([bought(), given()]).toEqual([2, []]);
}, 120_000);
