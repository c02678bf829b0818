import fc from 'fast-check';
import { clock } from './support/clock';
import type { Fault } from './support/cloud';
import { agent, buyTool, faultsOfPurchases, flow, node, tries } from './support/flows';
import { ACCOUNT_A, ACCOUNT_B, type Account, type NodeSpec, eip } from './support/n8n';
import { search, without } from './support/search';
import { inWorld } from './support/world';

/** Purchases that are tried again in other ways: edited, with other keys, in loops and batches, by agents. */
const KINDS: Record<string, (edit: number) => object> = {
	allocate: (edit) =>
		eip('allocate', {
			bandwidth: 5 + edit,
			name: `={{ "n${edit}-" + $json.n }}`,
			options: { timeLimit: 40 },
		}),
	allocateAndAssociate: (edit) =>
		eip('allocateAndAssociate', {
			instanceId: '={{ "i-" + $json.n }}',
			bandwidth: 5 + edit,
			onFailure: 'keep',
			name: `={{ "n${edit}-" + $json.n }}`,
			options: { timeLimit: 40 },
		}),
	package: (edit) => ({
		resource: 'bandwidthPackage',
		operation: 'create',
		packageBandwidth: 100 + edit,
		name: `={{ "n${edit}-" + $json.n }}`,
		options: { timeLimit: 40 },
	}),
};
const kinds = fc.constantFrom(...Object.keys(KINDS));
const faults = fc.array(
	fc.option(
		fc.constantFrom<Fault[]>(
			...without<Fault>([
				{ kind: 'dropBefore' },
				{ kind: 'dropAfter' },
				{ kind: 'http500After' },
				{ kind: 'emptyAfter' },
				{ kind: 'emptyBefore' },
				{ kind: 'gzipAfter' },
				{ kind: 'hangAfter' },
				{ kind: 'throttle' },
				{ kind: 'refuse', code: 'QuotaExceeded.Eip' },
				{ kind: 'refuse', code: 'InvalidSecurityToken.Expired' },
			]),
		),
		{ freq: 3 },
	),
	{ maxLength: 12 },
);

test("'Retry' twice in a row, edited, with another key or another account in between", async () => {
	const temporary = (n: number): Account => ({
		...ACCOUNT_A,
		credentialId: 'temporary',
		accessKeyId: `STS.NModelKey${n}`,
		securityToken: `model-token-${n}`,
	});
	await search(
		fc.record({
			kind: kinds,
			items: fc.integer({ min: 1, max: 2 }),
			tries: fc.constantFrom(1, 2),
			faults,
			first: fc.constantFrom('A', 'STS'),
			retries: fc.array(
				fc.record({
					edited: fc.boolean(),
					account: fc.constantFrom('same', 'same', 'STS', 'B'),
					restart: fc.boolean(),
				}),
				{ minLength: 1, maxLength: 3 },
			),
			continues: fc.boolean(),
		}),
		async (story) =>
			await inWorld(async (world) => {
				world.cloud.fault = faultsOfPurchases(story.faults);
				let edit = 0;
				let account = story.first === 'STS' ? temporary(0) : ACCOUNT_A;
				for (let n = 0; n < 5; n++)
					world.cloud.standsFor.set(temporary(n).accessKeyId, ACCOUNT_A.accessKeyId);
				const workflow = () =>
					flow(
						node('Buy', KINDS[story.kind](edit) as Record<string, unknown>, {
							account,
							...tries(story.tries),
						}),
					);
				let n8n = world.n8n();
				let run = await n8n.run(workflow(), {
					items: Array.from({ length: story.items }, (_, n) => ({ n })),
				});
				const all = [run];
				for (const [index, { edited, account: to, restart }] of story.retries.entries()) {
					if (run.status !== 'error') break;
					await clock.pass(20_000);
					if (edited) edit++;
					if (to === 'STS' && story.first === 'STS') account = temporary(index + 1);
					if (to === 'B') account = ACCOUNT_B;
					if (restart) n8n = n8n.restart();
					run = await n8n.retry(run, edited || to !== 'same' ? { flow: workflow() } : {});
					all.push(run);
				}
				for (const one of [ACCOUNT_A, ACCOUNT_B]) {
					const mine = world.cloud.purchases.filter((it) => it.account === one.accessKeyId);
					if (mine.length > story.items)
						throw new Error(`${story.items} asked, ${mine.length} bought\n${world.lines()}`);
				}
				world.hidesNothing(...all);
				if (run.status === 'success') {
					expect(run.output.Buy).toHaveLength(story.items);
					expect(new Set(run.output.Buy.map(({ json }) => JSON.stringify(json))).size).toBe(
						story.items,
					);
				}
			}),
		80,
	);
});

test('loops, batches, Execute Once and the error output: each item of each round buys once', async () => {
	await search(
		fc.record({
			kind: kinds,
			shape: fc.constantFrom('loop', 'batches', 'once', 'plain'),
			rounds: fc.integer({ min: 1, max: 6 }),
			items: fc.integer({ min: 1, max: 3 }),
			tries: fc.constantFrom(1, 2, 3),
			onError: fc.constantFrom(undefined, 'continueErrorOutput', 'continueRegularOutput'),
			faults,
			retries: fc.integer({ min: 0, max: 2 }),
			restart: fc.boolean(),
		}),
		async (story) =>
			await inWorld(async (world) => {
				world.cloud.fault = faultsOfPurchases(story.faults);
				const rounds = story.shape === 'loop' ? story.rounds : 1;
				const items = Array.from({ length: story.items }, (_, n) => ({ json: { n } }));
				const loop: NodeSpec = {
					name: 'Loop',
					type: 'loop',
					run: (context) => {
						// As n8n's own: what is kept with the execution says how far it is.
						const kept = context.getContext('node') as { round?: number };
						kept.round = (kept.round ?? 0) + 1;
						return kept.round > rounds ? [[{ json: {} }], []] : [[], items];
					},
				};
				const workflow = flow(
					...(story.shape === 'loop' ? [loop] : []),
					node(
						'Buy',
						{
							...KINDS[story.kind](0),
							...(story.shape === 'batches'
								? {
										requestOptions: {
											batching: { batch: { batchSize: 1, batchInterval: 2000 } },
										},
									}
								: {}),
						},
						{
							...tries(story.tries),
							...(story.onError ? { onError: story.onError as NodeSpec['onError'] } : {}),
							...(story.shape === 'once' ? { executeOnce: true } : {}),
						},
					),
				);
				let n8n = world.n8n();
				let run = await n8n.run(workflow, { items });
				const all = [run];
				for (let n = 0; n < story.retries && run.status === 'error'; n++) {
					if (story.restart) n8n = n8n.restart();
					run = await n8n.retry(run);
					all.push(run);
				}
				const asked = rounds * (story.shape === 'once' ? 1 : story.items);
				const bought = world.cloud.purchases;
				if (bought.length > asked)
					throw new Error(`${asked} asked, ${bought.length} bought\n${world.lines()}`);
				world.hidesNothing(...all);
				if (run.status === 'success' && !story.onError) {
					expect(bought).toHaveLength(asked);
					for (const { id } of bought) expect(all.map(({ text }) => text).join()).toContain(id);
				}
			}),
		80,
	);
});

test("by n8n's engine for an agent: parallel calls each buy their own, a repeated one after a failure the same", async () => {
	await search(
		fc.record({
			values: fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 4 }),
			more: fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }),
			items: fc.constantFrom(1, 2),
			kind: fc.constantFrom<Fault['kind']>('dropAfter', 'http500After', 'refuse', 'dropBefore'),
			/** So many requests of the first round fail. */
			failing: fc.constantFrom(0, 0, 1, 2, 1000),
		}),
		async (story) =>
			await inWorld(async (world) => {
				let round = 0;
				let left = story.failing;
				world.cloud.fault = ({ action }) =>
					action === 'AllocateEipAddress' && round === 1 && left-- > 0
						? {
								kind: story.kind,
								...(story.kind === 'refuse' ? { code: 'QuotaExceeded.Eip' } : {}),
							}
						: undefined;
				const good: string[] = [];
				const failed: string[] = [];
				let asked: Array<{ id: string; value: string }> = [];
				const run = await world.run(
					flow(
						agent((_context, items, response) => {
							const again: string[] = [];
							for (const { action, data } of response?.actionResponses ?? []) {
								const { value } = asked.find(({ id }) => id === action.id)!;
								const answer = JSON.stringify(data.data?.ai_tool ?? null);
								if (/"allocationId":"eip-|allocationId\\+":\\+"eip-/.test(answer))
									good.push(answer);
								else {
									failed.push(answer);
									again.push(value);
								}
							}
							const next =
								round === 0 ? story.values : round === 1 ? [...again, ...story.more] : again;
							round++;
							if (next.length === 0 || round > 3)
								return [{ json: { good: [...good], failed: [...failed] } }];
							asked = next.map((value, n) => ({ id: `call-${round}-${n}`, value }));
							return {
								actions: asked.map(({ id, value }, n) => ({
									actionType: 'ExecutionNodeAction',
									nodeName: 'Buy Tool',
									input: { value },
									type: 'ai_tool',
									id,
									metadata: { itemIndex: n % items.length },
								})),
								metadata: {},
							};
						}),
						buyTool({
							name: "={{ $fromAI('value', 'a name', 'string') }}",
							options: { timeLimit: 20 },
						}),
					),
					Array.from({ length: story.items }, () => ({})),
				);
				const why = `\n${run.text}\n${world.lines()}`;
				if (run.error) throw new Error(`the agent failed${why}`);
				const wanted = story.values.length + (round > 1 ? story.more.length : 0);
				if (good.length !== wanted) throw new Error(`${good.length} answered of ${wanted}${why}`);
				if (new Set(good).size !== good.length) throw new Error(`one was told twice${why}`);
				if (world.bought().length !== wanted)
					throw new Error(`${wanted} asked, ${world.bought().length} bought${why}`);
				expect(world.rejections).toEqual([]);
			}),
		60,
	);
});

/** Keys that stand for account A, in one credential of n8n that the user edits, or in another one. */
const keysOfA = (n: number, temporary: boolean, credentialId: string): Account => ({
	...ACCOUNT_A,
	credentialId,
	...(n === 0
		? {}
		: temporary
			? { accessKeyId: `STS.NModelKey${n}`, securityToken: `model-token-${n}` }
			: { accessKeyId: `LTAI5tModelRenewed${n}` }),
});

const afterRenewal = async (
	_what: string,
	temporary: boolean,
	first: number,
	before: string,
	after: string,
) => {
	for (const lost of [false, true])
		await inWorld(async (world) => {
			const keys = [keysOfA(first, temporary, before), keysOfA(first + 1, temporary, after)];
			for (const { accessKeyId } of keys)
				world.cloud.standsFor.set(accessKeyId, ACCOUNT_A.accessKeyId);
			// The keys are refused after the first item, or after a reply that was lost.
			let nth = 0;
			world.cloud.fault = ({ action }) =>
				action !== 'AllocateEipAddress' || nth++ > 1
					? undefined
					: nth === 1
						? lost
							? { kind: 'dropAfter' }
							: undefined
						: {
								kind: 'refuse',
								code: temporary ? 'InvalidSecurityToken.Expired' : 'InvalidAccessKeyId.Inactive',
							};
			const workflow = (account: Account) =>
				flow(node('Buy', KINDS.allocate(0) as Record<string, unknown>, { account }));
			const n8n = world.n8n();
			const items = lost ? [{ n: 0 }] : [{ n: 0 }, { n: 1 }];
			const run = await n8n.run(workflow(keys[0]), { items });
			expect(run.status).toBe('error');
			const again = await n8n.retry(run, { flow: workflow(keys[1]) });
			expect(again.status).toBe('success');
			if (world.bought().length !== items.length)
				throw new Error(
					`${items.length} asked, ${world.bought().length} bought\n${world.lines()}\n${run.text}\n---\n${again.text}`,
				);
		});
};

test.each([['temporary keys were renewed in the credential', true, 1, 'c1', 'c1']] as const)(
	"'Retry' after %s buys only what is missing",
	afterRenewal,
);

// Found: what was bought with another AccessKey of the same account is bought again. The message of a disabled
// key says 'use another AccessKey pair in the credential'.
test.each([
	['the AccessKey was renewed in the credential', false, 0, 'c1', 'c1'],
	['another credential of the same account was chosen', false, 0, 'c1', 'c2'],
] as const)("'Retry' after %s buys only what is missing", afterRenewal);
