import fc from 'fast-check';
import { clock } from './support/clock';
import type { Fault } from './support/cloud';
import {
	type Tool,
	agent,
	buyTool,
	faultsOfPurchases,
	flow,
	node,
	toolOf,
	tries,
} from './support/flows';
import {
	ACCOUNT_A,
	ACCOUNT_B,
	type Execution,
	type Flow,
	type N8n,
	byId,
	eip,
} from './support/n8n';
import { search, without } from './support/search';
import { inWorld } from './support/world';

/** What is bought, how often, and whether it is said: over random faults, tries, retries, restarts and other n8n. */
const kinds = fc.constantFrom('allocate', 'allocateAndAssociate', 'package', 'segment');
type Kind = 'allocate' | 'allocateAndAssociate' | 'package' | 'segment';

const buying = (kind: Kind, dynamic: boolean) => {
	const name = dynamic
		? { name: '={{ "n-" + $now.toMillis() + "-" + $json.n }}' }
		: { name: '={{ "n-" + $json.n }}' };
	const options = { timeLimit: 40 };
	switch (kind) {
		case 'allocate':
			return eip('allocate', { ...name, options });
		case 'allocateAndAssociate':
			return eip('allocateAndAssociate', {
				instanceId: '={{ $json.instance }}',
				onFailure: 'keep',
				...name,
				options,
			});
		case 'package':
			return {
				resource: 'bandwidthPackage',
				operation: 'create',
				packageBandwidth: 100,
				...name,
				options,
			};
		case 'segment':
			return {
				resource: 'segment',
				operation: 'allocate',
				eipMask: '28',
				bandwidth: dynamic ? '={{ 5 + ($now.toMillis() % 7) }}' : 5,
				internetChargeType: 'PayByTraffic',
				waitUntilDone: true,
				options,
			};
	}
};

const faults: fc.Arbitrary<Fault | undefined> = fc.oneof(
	{ weight: 3, arbitrary: fc.constant(undefined) },
	{
		weight: 4,
		arbitrary: fc.constantFrom<Fault[]>(
			...without<Fault>([
				{ kind: 'dropBefore' },
				{ kind: 'dropAfter' },
				{ kind: 'http500Before' },
				{ kind: 'http500After' },
				{ kind: 'emptyBefore' },
				{ kind: 'emptyAfter' },
				{ kind: 'gzipBefore' },
				{ kind: 'gzipAfter' },
				{ kind: 'hangAfter' },
				{ kind: 'throttle' },
				{ kind: 'throttle', retryAfter: '86400000' },
				{ kind: 'refuse', code: 'QuotaExceeded.Eip' },
				{ kind: 'refuse', code: 'OperationConflict', status: 409 },
			]),
		),
	},
);

const purchases = (dynamic: fc.Arbitrary<boolean>, hidden: fc.Arbitrary<number>) =>
	fc.record({
		kind: kinds,
		dynamic,
		items: fc.integer({ min: 1, max: 3 }),
		tries: fc.constantFrom(1, 2, 3),
		continues: fc.boolean(),
		hidden,
		faults: fc.array(faults, { maxLength: 14 }),
		retries: fc.integer({ min: 0, max: 2 }),
		restart: fc.boolean(),
	});

type Story = ReturnType<typeof purchases> extends fc.Arbitrary<infer T> ? T : never;

const play = async (given: Story) =>
	await inWorld(async (world) => {
		world.cloud.hideNew = given.hidden;
		world.cloud.fault = faultsOfPurchases(given.faults);
		let n8n: N8n = world.n8n();
		const workflow = flow(
			node('Buy', buying(given.kind as Kind, given.dynamic), {
				...tries(given.tries),
				...(given.continues ? { onError: 'continueRegularOutput' } : {}),
			}),
		);
		const items = Array.from({ length: given.items }, (_, n) => ({ n, instance: `i-${n}` }));
		let run = await n8n.run(workflow, { items });
		const all = [run];
		for (let n = 0; n < given.retries && run.status === 'error'; n++) {
			await clock.pass(30_000);
			if (given.restart) n8n = n8n.restart();
			run = await n8n.retry(run);
			all.push(run);
		}
		const bought = world.cloud.purchases;
		if (bought.length > given.items)
			throw new Error(`${given.items} asked, ${bought.length} bought:\n${world.lines()}`);
		world.hidesNothing(...all);
		if (run.status === 'success' && !given.continues) {
			// Each item has its own, in order, and it is there.
			expect(run.output.Buy).toHaveLength(given.items);
			expect(bought).toHaveLength(given.items);
			run.output.Buy.forEach((item, index) => {
				const id = bought.find((one) => JSON.stringify(item.json).includes(one.id));
				expect(id).toBeDefined();
				expect(item.pairedItem).toMatchObject({ item: index });
				if (given.kind !== 'segment' && !given.dynamic) expect(id!.params.Name).toBe(`n-${index}`);
			});
			expect(new Set(run.output.Buy.map(({ json }) => JSON.stringify(json))).size).toBe(
				given.items,
			);
		}
	});

test('items with names that stay: never more bought than asked for, each is said', async () => {
	await search(purchases(fc.constant(false), fc.constant(0)), play);
});

test('items with names that change ({{ $now }}): never more bought than asked for, each is said', async () => {
	await search(purchases(fc.constant(true), fc.constant(0)), play);
});

test('new ones that do not show for a while: never more bought than asked for, each is said', async () => {
	await search(purchases(fc.boolean(), fc.constantFrom(5000, 60_000, 3_600_000)), play);
});

test('other n8n, new databases and later executions each buy their own', async () => {
	await search(
		fc.record({
			kind: kinds,
			runs: fc.array(
				fc.record({
					instance: fc.constantFrom('one', 'two'),
					fresh: fc.boolean(),
					account: fc.boolean(),
				}),
				{ minLength: 2, maxLength: 5 },
			),
		}),
		async ({ kind, runs }) =>
			await inWorld(async (world) => {
				const known = new Map<string, N8n>();
				const flows = [ACCOUNT_A, ACCOUNT_B].map(
					(account): Flow => flow(node('Buy', buying(kind as Kind, false), { account })),
				);
				for (const [index, { instance, fresh, account }] of runs.entries()) {
					if (fresh || !known.has(instance)) known.set(instance, world.n8n(instance));
					// A second Elastic IP for the same instance would not be bought.
					const items = [{ n: 0, instance: `i-${index}` }];
					const run = await known.get(instance)!.run({ ...flows[account ? 0 : 1] }, { items });
					expect(run.error).toBeUndefined();
				}
				expect(world.cloud.purchases).toHaveLength(runs.length);
			}),
		40,
	);
});

test("a user's Client Token means the same in each process, and nothing to another account or region", async () => {
	const step = fc.record({
		account: fc.constantFrom(ACCOUNT_A, ACCOUNT_B),
		region: fc.constantFrom('cn-hangzhou', 'cn-shanghai'),
		token: fc.constantFrom('order-1', 'order-2'),
		restart: fc.boolean(),
		fault: faults,
		/** The bind does not work and what was bought is given back. */
		bad: fc.boolean(),
	});
	await search(
		fc.record({ compound: fc.boolean(), steps: fc.array(step, { minLength: 2, maxLength: 6 }) }),
		async ({ compound, steps }) =>
			await inWorld(async (world) => {
				let n8n = world.n8n();
				const all: Execution[] = [];
				const firstSent = new Map<string, string>();
				for (const { account, region, token, restart, fault, bad } of steps) {
					if (restart) n8n = n8n.restart();
					world.cloud.fault = faultsOfPurchases([fault]);
					const key = `${account.accessKeyId} ${region} ${token}`;
					const from = world.cloud.calls.length;
					const run = await n8n.run(
						flow(
							node(
								'Buy',
								{
									...(compound
										? eip('allocateAndAssociate', {
												instanceId: bad ? 'i-missing' : `i-${token}`,
												onFailure: 'release',

												options: { timeLimit: 900, clientToken: token },
											})
										: eip('allocate', {
												options: { timeLimit: 900, clientToken: token },
											})),
									regionId: byId(region),
								},
								{ account },
							),
						),
						{ items: [{}] },
					);
					all.push(run);
					const sent = world.cloud.calls
						.slice(from)
						.find(({ action }) => action === 'AllocateEipAddress');
					if (sent && !firstSent.has(key)) firstSent.set(key, sent.params.ClientToken);
					const mine = world.cloud.purchases.filter(
						(one) => one.account === account.accessKeyId && one.region === region,
					);
					// Of one order there is never more than one that is still paid for.
					for (const other of ['order-1', 'order-2']) {
						if (firstSent.has(`${account.accessKeyId} ${region} ${other}`))
							expect(firstSent.get(`${account.accessKeyId} ${region} ${other}`)).toBe(other);
					}
					const alive = mine.filter(({ id }) => !world.cloud.find(id)!.gone);
					const orders = new Set(
						steps
							.slice(0, all.length)
							.filter((one) => one.account === account && one.region === region)
							.map((one) => one.token),
					);
					expect(alive.length).toBeLessThanOrEqual(orders.size);
					if (!compound) expect(mine.length).toBeLessThanOrEqual(orders.size);
					if (
						!bad &&
						(!fault || (fault.kind?.endsWith('After') === true && fault.kind !== 'hangAfter'))
					)
						expect(run.error).toBeUndefined();
				}
				world.hidesNothing(...all);
			}),
		60,
	);
});

test('as a tool: each answered call bought its own, a repeated one after a failure the same', async () => {
	const call = fc.record({ value: fc.constantFrom('a', 'b'), faults: fc.constantFrom(0, 1, 100) });
	await search(
		fc.record({
			style: fc.constantFrom('one tool', 'a tool each', 'made first', 'retries'),
			calls: fc.array(call, { minLength: 1, maxLength: 5 }),
			kind: fc.constantFrom(
				...without<Fault['kind']>(['dropAfter', 'http500After', 'emptyAfter', 'gzipAfter']),
			),
		}),
		async ({ style, calls, kind }) =>
			await inWorld(async (world) => {
				const answers: Array<{ value: string; answer: string; failed: boolean }> = [];
				let left = 0;
				world.cloud.fault = ({ action }) =>
					action === 'AllocateEipAddress' && left-- > 0 ? { kind } : undefined;
				const run = await world.run(
					flow(
						agent(async (ctx) => {
							const make = (item: number) => toolOf(ctx, item);
							const made: Tool[] = [];
							if (style === 'made first')
								for (let n = 0; n < calls.length; n++) made.push(await make(n));
							const one = await make(0);
							for (const [n, { value, faults: count }] of calls.entries()) {
								left = count;
								const tool =
									style === 'a tool each' ? await make(n) : style === 'made first' ? made[n] : one;
								try {
									answers.push({
										value,
										answer: await tool.invoke({ value }),
										failed: false,
									});
								} catch (error) {
									answers.push({ value, answer: (error as Error).message, failed: true });
								}
							}
							return answers.map(({ answer }) => ({ json: { answer } }));
						}),
						buyTool(
							{
								name: "={{ $fromAI('value', 'a name', 'string') }}",
								options: { timeLimit: 20 },
							},
							tries(style === 'retries' ? 2 : 1),
						),
					),
					calls.map(() => ({})),
				);
				expect(run.error).toBeUndefined();
				// n8n gives the second of two tools that were made before the first call the values of the first
				// call (run indexes of makeHandleToolInvocation), so what each is called tells nothing.
				if (style === 'made first') {
					const good = answers.filter(({ failed }) => !failed);
					const failed = answers.length - good.length;
					expect(world.bought().length).toBeGreaterThanOrEqual(good.length);
					expect(world.bought().length).toBeLessThanOrEqual(good.length + failed);
					expect(new Set(good.map(({ answer }) => answer)).size).toBe(good.length);
					world.hidesNothing(run);
					return;
				}
				for (const value of ['a', 'b']) {
					const mine = answers.filter((one) => one.value === value);
					const good = mine.filter(({ failed }) => !failed);
					const open = mine.length > 0 && mine[mine.length - 1].failed ? 1 : 0;
					const bought = world.bought().filter(({ params }) => params.Name === value);
					expect(bought.length).toBeGreaterThanOrEqual(good.length);
					expect(bought.length).toBeLessThanOrEqual(good.length + open);
					for (const { answer } of good)
						expect(bought.filter(({ id }) => answer.includes(id))).toHaveLength(1);
					expect(new Set(good.map(({ answer }) => answer)).size).toBe(good.length);
				}
				world.hidesNothing(run);
			}),
		60,
	);
});
