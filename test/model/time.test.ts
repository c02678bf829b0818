import fc from 'fast-check';
import { clock } from './support/clock';
import type { Call, Fault } from './support/cloud';
import { FROM_JSON, REGION, START, node } from './support/flows';
import { ACCOUNT_A, ACCOUNT_B, type Flow, type NodeSpec, byId, eip } from './support/n8n';
import { search, without } from './support/search';
import { type World, inWorld } from './support/world';

/** Limits, turns, cancel and clocks that jump. */
const options = { timeLimit: '={{ $json.limit }}' };
/** Half a second, and one turn of a waiting loop. */
const TICK = 1.6;

const OPERATIONS: Record<string, Record<string, unknown>> = {
	associate: eip('associate', {
		allocationId: FROM_JSON,
		instanceId: '={{ $json.instance }}',
		options,
	}),
	update: eip('update', { allocationId: FROM_JSON, updateFields: { name: 'x' }, options }),
	get: eip('get', { allocationId: FROM_JSON, options }),
	getAll: eip('getAll', { returnAll: true, options }),
	allocate: eip('allocate', { options }),
	release: eip('release', { allocationId: FROM_JSON, options }),
};

const one = (
	id: string,
	operation: string,
	account = ACCOUNT_A,
	more: Partial<NodeSpec> = {},
): Flow => ({
	id,
	nodes: [START, node('Do', OPERATIONS[operation], { account, ...more })],
});

const lines = (world: World, from = 0) =>
	world.cloud.calls
		.slice(-40)
		.map(
			(call) => `${(call.at - from) / 1000} ${call.action} ${call.fault ?? ''} ${call.code ?? ''}`,
		)
		.join('\n');

test('each execution ends at its limit or cancel, whatever holds it and whoever is before it', async () => {
	const hang = fc.constantFrom(
		...without<Fault>([
			{ kind: 'hangBefore' },
			{ kind: 'hangBefore' },
			{ kind: 'throttle', retryAfter: '86400000' },
			{ kind: 'throttle' },
			{ delay: 20_000 },
			{ kind: 'dropBefore' },
		]),
	);
	await search(
		fc.record({
			actions: fc.subarray(
				[
					'AssociateEipAddress',
					'ModifyEipAddressAttribute',
					'DescribeEipAddresses',
					'AllocateEipAddress',
				],
				{ minLength: 1 },
			),
			fault: hang,
			part: fc.constantFrom(1, 2, 3),
			executions: fc.array(
				fc.record({
					operation: fc.constantFrom(...Object.keys(OPERATIONS)),
					start: fc.constantFrom(0, 0, 700, 3000),
					items: fc.constantFrom(1, 1, 1, 4, 12),
					limit: fc.constantFrom(2, 5, 30, 120),
					cancel: fc.option(fc.constantFrom(1000, 4000, 20_000), { freq: 2 }),
					instance: fc.constantFrom('i-stuck', 'i-1', 'i-2'),
					same: fc.boolean(),
				}),
				{ minLength: 1, maxLength: 4 },
			),
		}),
		async ({ actions, fault, part, executions }) =>
			await inWorld(async (world) => {
				const n8n = world.n8n();
				world.cloud.fault = (call: Call) =>
					actions.includes(call.action) && call.nth % part === 0 ? fault : undefined;
				const zero = clock.elapsed;
				const results = await clock.drive(
					Promise.all(
						executions.map(async (story, index) => {
							await clock.sleep(story.start);
							const from = clock.elapsed;
							const run = await n8n.run(
								one(`wf-${index}`, story.operation, ACCOUNT_A, {
									onError: 'continueRegularOutput',
								}),
								{
									items: Array.from({ length: story.items }, (_, n) => ({
										allocationId: world.add().id,
										instance: story.same ? story.instance : `i-${index}-${n}`,
										limit: story.limit,
									})),
									...(story.cancel === null ? {} : { cancelAfter: story.cancel }),
								},
							);
							return { story, took: (clock.elapsed - from) / 1000, run };
						}),
					),
				);
				for (const { story, took } of results) {
					const due = Math.min(story.limit, (story.cancel ?? Infinity) / 1000);
					if (took > due + TICK)
						throw new Error(
							`${story.operation} ended after ${took} s instead of ${due} s\n${lines(world, zero)}`,
						);
				}
				expect(world.rejections).toEqual([]);
			}),
		60,
	);
});

test('a clock that jumps changes neither what happens nor how long it takes', async () => {
	const jumps = fc.array(
		fc.record({
			at: fc.constantFrom(50, 900, 2500, 6000, 14_000, 40_000),
			by: fc.constantFrom(-86_400_000, -3_600_000, -5000, 5000, 3_600_000, 86_400_000),
		}),
		{ minLength: 1, maxLength: 3 },
	);
	const play = async (
		story: {
			operation: string;
			items: number;
			bindTime: number;
			throttled: number;
			lost: number;
			then: boolean;
		},
		jump: Array<{ at: number; by: number }>,
	) =>
		await inWorld(async (world) => {
			world.cloud.bindTime = story.bindTime;
			let throttles = story.throttled;
			let drops = story.lost;
			world.cloud.fault = () =>
				throttles-- > 0
					? { kind: 'throttle', retryAfter: '2000' }
					: drops-- > 0
						? { kind: 'dropBefore' }
						: undefined;
			const n8n = world.n8n();
			for (const { at, by } of jump) clock.at(at, () => clock.jump(by));
			const from = clock.elapsed;
			const results: Array<string | undefined> = [];
			for (let n = 0; n < (story.then ? 2 : 1); n++) {
				const run = await n8n.run(one('wf', story.operation), {
					items: Array.from({ length: story.items }, (_, index) => ({
						allocationId: world.add().id,
						instance: `i-${index}`,
						limit: 120,
					})),
				});
				results.push(run.error?.message ?? run.status);
			}
			return { results, took: (clock.elapsed - from) / 1000, text: lines(world, from) };
		});
	await search(
		fc.record({
			operation: fc.constantFrom(...Object.keys(OPERATIONS)),
			items: fc.constantFrom(1, 1, 3),
			bindTime: fc.constantFrom(3000, 30_000),
			throttled: fc.constantFrom(0, 0, 1, 3),
			lost: fc.constantFrom(0, 0, 1, 3),
			then: fc.boolean(),
			jumps,
		}),
		async ({ jumps: list, ...story }) => {
			const still = await play(story, []);
			const jumped = await play(story, list);
			expect(jumped.results).toEqual(still.results);
			if (Math.abs(jumped.took - still.took) > 10)
				throw new Error(`${jumped.took} s instead of ${still.took} s\n${jumped.text}`);
		},
		60,
	);
});

test('what a server says about waiting is bounded by a minute', async () => {
	await search(
		fc.record({
			operation: fc.constantFrom(...Object.keys(OPERATIONS)),
			retryAfter: fc.constantFrom(
				'86400000',
				'999999999999999999999',
				'1e9',
				'Infinity',
				'NaN',
				'-5',
				'0',
				'',
				'3600000, 5',
				' 90000 ',
				'60001',
			),
			times: fc.integer({ min: 1, max: 2 }),
			other: fc.constantFrom('same', 'later', 'account'),
		}),
		async ({ operation, retryAfter, times, other }) =>
			await inWorld(async (world) => {
				let left = times;
				world.cloud.fault = () => (left-- > 0 ? { kind: 'throttle', retryAfter } : undefined);
				const n8n = world.n8n();
				const start = async (account = ACCOUNT_A) => {
					const from = clock.elapsed;
					const run = await n8n.run(one(`wf-${account.accessKeyId}`, operation, account), {
						items: [
							{
								allocationId: world.cloud.add(account.accessKeyId, REGION).id,
								instance: 'i-1',
								limit: 300,
							},
						],
					});
					expect(run.error).toBeUndefined();
					return (clock.elapsed - from) / 1000;
				};
				const took = await start();
				// Each refusal costs a minute at most, and a little for what is done.
				expect(took).toBeLessThanOrEqual(times * 65 + 15);
				const next = await start(other === 'account' ? ACCOUNT_B : ACCOUNT_A);
				expect(next).toBeLessThanOrEqual(other === 'account' ? 15 : 80);
			}),
		60,
	);
});

test('items that share looks keep their own limits', async () => {
	await search(
		fc.record({
			operation: fc.constantFrom('associate', 'get', 'release'),
			limits: fc.array(fc.constantFrom(1, 3, 10, 250, 300), { minLength: 2, maxLength: 6 }),
			kind: fc.constantFrom(
				...without<Fault['kind']>(['hangBefore', 'dropBefore', 'http500Before', 'throttle']),
			),
			failsFor: fc.constantFrom(0, 2000, 12_000, 40_000),
			bindTime: fc.constantFrom(2000, 15_000),
		}),
		async ({ operation, limits, kind, failsFor, bindTime }) =>
			await inWorld(async (world) => {
				world.cloud.bindTime = bindTime;
				const until = clock.elapsed + failsFor;
				world.cloud.fault = (call) =>
					call.action === 'DescribeEipAddresses' && clock.elapsed < until ? { kind } : undefined;
				const run = await world.run(
					one('wf', operation, ACCOUNT_A, { onError: 'continueRegularOutput' }),
					limits.map((limit, n) => ({
						allocationId: world.add().id,
						instance: `i-${n}`,
						limit,
					})),
				);
				limits.forEach((limit, index) => {
					const { json } = run.output.Do[index];
					if (limit >= 250 && json.error !== undefined)
						throw new Error(
							`item ${index} with ${limit} s: ${String(json.error)}\n${lines(world)}`,
						);
				});
				expect(world.rejections).toEqual([]);
			}),
		60,
	);
});

test('items that are refused or whose expressions fail leave no unhandled rejection', async () => {
	await search(
		fc.record({
			operation: fc.constantFrom(...Object.keys(OPERATIONS)),
			kinds: fc.array(fc.constantFrom('good', 'refused', 'expression', 'region', 'unknown'), {
				minLength: 2,
				maxLength: 5,
			}),
			continues: fc.boolean(),
			cancel: fc.option(fc.constantFrom(0, 500), { freq: 3 }),
			fault: fc.option(
				fc.constantFrom<Fault>({ kind: 'dropBefore' }, { kind: 'hangBefore' }, { kind: 'refuse' }),
			),
		}),
		async ({ operation, kinds, continues, cancel, fault }) =>
			await inWorld(async (world) => {
				world.cloud.fault = () => fault ?? undefined;
				const flow = one(
					'wf',
					operation,
					ACCOUNT_A,
					continues ? { onError: 'continueRegularOutput' } : {},
				);
				flow.nodes[1].parameters = {
					...flow.nodes[1].parameters,
					regionId: byId(
						'={{ $json.kind === "expression" ? $("No such node").item.json.x : $json.kind === "region" ? "evil.example.org/x" : "cn-hangzhou" }}',
					),
				};
				await world.n8n().run(flow, {
					items: kinds.map((kind) => ({
						kind,
						allocationId:
							kind === 'refused' ? '' : kind === 'unknown' ? 'eip-unknown' : world.add().id,
						instance: kind === 'refused' ? '' : 'i-1',
						limit: kind === 'refused' ? -1 : 10,
					})),
					...(cancel === null ? {} : { cancelAfter: cancel }),
				});
				await clock.pass(60_000);
				for (let n = 0; n < 10; n++) await new Promise((resolve) => setImmediate(resolve));
				expect(world.rejections).toEqual([]);
				for (const call of world.cloud.calls) expect(call.region).toBe(REGION);
			}),
		80,
	);
});
