import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { Deadline } from '../../../nodes/AlibabaCloudEip/api/client/deadline';
import type { CreatingAction } from '../../../nodes/AlibabaCloudEip/api/actions';
import type { Session } from '../../../nodes/AlibabaCloudEip/api/client/session';
import { ApiFailure } from '../../../nodes/AlibabaCloudEip/errors/ApiFailure';
import {
	createOnce,
	markReturned,
	paidFor,
} from '../../../nodes/AlibabaCloudEip/execution/creations';
import type { ItemMemory } from '../../../nodes/AlibabaCloudEip/execution/executionMemory';
import { FakeClock } from '../api/fakeClock';

/**
 * One item buys one Elastic IP in an account, whatever becomes of its tries: a model of Alibaba Cloud that
 * knows nothing of the code, random outcomes, values that differ in every try, executions that are retried
 * from what was stored, with other keys of the same account and of another one. CREATIONS_SEED and CREATIONS_RUNS repeat and lengthen it.
 */

const seed = Number(process.env.CREATIONS_SEED ?? Math.floor(Math.random() * 2 ** 31));
const runs = Number(process.env.CREATIONS_RUNS ?? 3_000);
console.info(`creations: seed ${seed} (repeat with CREATIONS_SEED=${seed})`);

type Outcome =
	| 'made'
	| 'lost before'
	| 'lost after'
	| 'refused'
	| 'server fault'
	| 'being processed'
	| 'empty'
	| 'garbled';

/** Sells an Elastic IP once for each token; another request with the same token is refused. */
class Cloud {
	readonly sold = new Map<string, { id: string; values: string; isGone: boolean }>();

	constructor(private readonly name = '') {}

	sell({ ClientToken: token, ...values }: Record<string, string>): IDataObject {
		const text = JSON.stringify(Object.entries(values).sort());
		const known = this.sold.get(token);
		if (known && known.values !== text) throw new Error('Same token, other values');
		const sale = known ?? {
			id: `eip-${this.name}${this.sold.size + 1}`,
			values: text,
			isGone: false,
		};
		this.sold.set(token, sale);
		return { AllocationId: sale.id, EipAddress: '203.0.113.1', RequestId: 'R' };
	}

	get there(): string[] {
		return [...this.sold.values()].filter(({ isGone }) => !isGone).map(({ id }) => id);
	}

	remove(id: string): void {
		for (const sale of this.sold.values()) if (sale.id === id) sale.isGone = true;
	}
}

function sessionOf(
	cloud: Cloud,
	clock: FakeClock,
	outcomes: Outcome[] = [],
	{ timeLimit = 5_000, misses = 0 } = {},
): Session {
	let missing = misses;
	const session: Session = {
		regionId: 'cn-hangzhou',
		accessKeyId: 'key',
		key: 'key@cn-hangzhou',
		connection: '',
		clockLag: () => 0,
		wasThrottled: () => false,
		clock,
		deadline: new Deadline(clock, timeLimit),
		independent: () => session,
		inRegion: () => session,
		async call(action, parameters) {
			if (action === 'DescribeEipAddresses') {
				const isMissing = missing-- > 0;
				const found = cloud.there.filter((id) => !isMissing && id === parameters.AllocationId);
				return {
					TotalCount: found.length,
					EipAddresses: { EipAddress: found.map((AllocationId) => ({ AllocationId })) },
				};
			}
			const outcome = outcomes.shift() ?? 'made';
			const lost = new ApiFailure({ message: 'lost', reached: 'unknown' });
			switch (outcome) {
				case 'lost before':
					throw lost.asUncertain();
				case 'lost after':
					cloud.sell(parameters);
					throw lost.asUncertain();
				case 'server fault':
					cloud.sell(parameters);
					throw new ApiFailure({ code: 'InternalError', message: '', reached: 'unknown' });
				case 'being processed':
					cloud.sell(parameters);
					throw new ApiFailure({ code: 'LastTokenProcessing', message: '', reached: 'refused' });
				case 'refused':
					throw new ApiFailure({ code: 'QuotaExceeded.Eip', message: '', reached: 'refused' });
				case 'empty':
					cloud.sell(parameters);
					return {};
				case 'garbled':
					cloud.sell(parameters);
					return { RequestId: 'R' };
				default:
					return cloud.sell(parameters);
			}
		},
	};
	return session;
}

const outcome = fc.constantFrom<Outcome>(
	'made',
	'lost before',
	'lost after',
	'refused',
	'server fault',
	'being processed',
	'empty',
	'garbled',
);
const step = fc.record({
	outcomes: fc.array(outcome, { maxLength: 8 }),
	/** What happens before the next try. */
	then: fc.constantFrom('nothing', 'retry', 'given back', 'released by others', 'clock back'),
	/** The key of the next "Retry": two are of the same account. */
	key: fc.constantFrom('A', 'A renewed', 'B'),
	timeLimit: fc.constantFrom(5_000, 20_000, 300_000),
	/** So many of the first looks of a try do not find what is there. */
	misses: fc.integer({ min: 0, max: 5 }),
});

test('one item has at most one in an account, and is never told of one that is not there', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(step, { minLength: 1, maxLength: 8 }),
			fc.boolean(),
			async (steps, hasOwnToken) => {
				const clouds = { A: new Cloud('a'), B: new Cloud('b') };
				const clock = new FakeClock();
				let item: ItemMemory = { creations: [], sent: [], openTokens: {} };
				let executionId = 1;
				let account = 'A';
				let returned = 0;
				for (const [index, { outcomes, then, key, ...limits }] of steps.entries()) {
					const cloud = account === 'B' ? clouds.B : clouds.A;
					const session = sessionOf(cloud, clock, [...outcomes], limits);
					const scope = {
						...{ item, seed: 'seed', place: 'node/0/0', executionId: String(executionId) },
						...{ account, session, onCreated: () => {} },
					};
					const wanted = {
						Name: `name ${index} ${clock.now()}`,
						...(hasOwnToken && { ClientToken: 'order-1' }),
					};
					const before = cloud.there;
					const result = await createOnce(scope, 'AllocateEipAddress', wanted).catch(
						(failure: unknown) => failure,
					);
					expect(cloud.there.length).toBeLessThanOrEqual(1);
					if (result instanceof Error) {
						if (cloud.there.length > before.length) {
							const { clientToken = '' } = (result as ApiFailure).details;
							expect(cloud.sold.get(clientToken)?.id).toBe(cloud.there[0]);
						}
					} else {
						const { AllocationId: id } = result as IDataObject;
						expect(item.creations.map((one) => paidFor(one)?.id)).toContain(id);
						// One released by others within the minutes in which a new one may not show is still named.
						if (!cloud.there.includes(String(id))) expect(returned).toBeGreaterThan(0);
					}
					const [id] = cloud.there;
					if (
						then === 'given back' &&
						id &&
						item.creations.some((one) => paidFor(one)?.id === id)
					) {
						cloud.remove(id);
						markReturned(item, id);
					}
					if (then === 'released by others' && id) {
						cloud.remove(id);
						returned++;
					}
					if (then === 'retry') {
						executionId++;
						account = key;
						item = JSON.parse(JSON.stringify(item)) as ItemMemory;
						clock.time += 3 * 3_600_000;
					}
					if (then === 'clock back') clock.time -= 3_600_000;
				}
			},
		),
		{ seed, numRuns: runs },
	);
}, 60_000);

describe('what an earlier execution created', () => {
	/** Buys with each of these keys in executions hours apart. @returns what each was told */
	async function retries(keys: string[], limits: { timeLimit?: number; misses?: number } = {}) {
		const clouds: Record<string, Cloud> = { A: new Cloud('a'), B: new Cloud('b') };
		const clock = new FakeClock();
		const item: ItemMemory = { creations: [], sent: [], openTokens: {} };
		const told: unknown[] = [];
		for (const [index, account] of keys.entries()) {
			const session = sessionOf(clouds[account[0]], clock, [], limits);
			const scope = { item, seed: 'seed', place: 'node/0/0', executionId: String(index) };
			const reply = await createOnce(
				{ ...scope, account, session, onCreated: () => {} },
				'AllocateEipAddress',
				{ Name: `name ${index}` },
			).catch((failure: unknown) => failure);
			told.push(reply instanceof Error ? reply : (reply as IDataObject).AllocationId);
			clock.time += 3 * 3_600_000;
		}
		return told;
	}

	test.each([
		['by the same key', ['A', 'A']],
		['by another key of the account', ['A', 'A renewed']],
	])('is missing in five looks %s, and is not bought again', async (_by, keys) => {
		const limits = { timeLimit: 300_000, misses: 5 };
		expect(await retries(keys, limits)).toEqual(['eip-a1', 'eip-a1']);
	});

	test.each([
		['the same key', ['A', 'A'], /ended before it was certain whether 'eip-a1' exists/],
		['another key', ['A', 'A renewed'], /'eip-a1' was bought with another AccessKey/],
	])(
		'is an error for %s where there is no time to look often enough',
		async (_by, keys, message) => {
			const [, second] = await retries(keys, { timeLimit: 5_000, misses: 100 });
			expect(second).toMatchObject({ message: expect.stringMatching(message) });
		},
	);

	test('is what its account is told again after another account has bought its own', async () => {
		const limits = { timeLimit: 300_000 };
		expect(await retries(['A', 'B', 'A', 'B', 'A renewed'], limits)).toEqual([
			...['eip-a1', 'eip-b1', 'eip-a1', 'eip-b1', 'eip-a1'],
		]);
	});
});

describe('the ClientToken of what is no purchase', () => {
	const lost = new ApiFailure({ message: 'lost', reached: 'unknown' }).asUncertain();
	const refused = new ApiFailure({ code: 'TaskConflict', message: '', reached: 'refused' });

	/** Creates in tries, each of which ends as given. @returns the tokens that were sent first and last in each */
	async function tokensOf(
		action: CreatingAction,
		endings: Array<{ isRenewed?: boolean; failure: ApiFailure }>,
		wanted: Record<string, string> = {},
	) {
		const item: ItemMemory = { creations: [], sent: [], openTokens: {} };
		const tokens: Array<string | undefined> = [];
		for (const { isRenewed, failure } of endings) {
			const session: Session = {
				...sessionOf(new Cloud(), new FakeClock()),
				async call(_action, { ClientToken: token }, checks) {
					tokens.push(token);
					if (isRenewed) tokens.push(checks?.renewToken?.());
					throw failure;
				},
			};
			const scope = { item, seed: 'seed', place: 'node/0/0', executionId: '1', account: 'account' };
			await createOnce({ ...scope, session, onCreated: () => {} }, action, wanted).catch(() => {});
		}
		return tokens.map((token) => token && tokens.indexOf(token));
	}

	test('is the newest in the next try after a lost reply', async () => {
		const tries = [
			{ isRenewed: true, failure: lost },
			{ isRenewed: true, failure: refused },
		];
		// After a lost reply there is no other one, whatever is refused later.
		expect(await tokensOf('CreatePublicIpAddressPool', tries)).toEqual([0, 1, 1, undefined]);
	});

	test('is another one in the next try after a refusal', async () => {
		const tries = [{ isRenewed: true, failure: refused }, { failure: refused }];
		expect(await tokensOf('CreatePublicIpAddressPool', tries)).toEqual([0, 1, 2]);
	});

	test('stays where it is the one of the user, or of a purchase', async () => {
		const tries = [{ isRenewed: true, failure: refused }, { failure: refused }];
		const own = { ClientToken: 'mine' };
		expect(await tokensOf('CreatePublicIpAddressPool', tries, own)).toEqual([0, undefined, 0]);
		expect(await tokensOf('AllocateEipAddress', tries)).toEqual([0, undefined, 0]);
	});
});
