import { type FaultKind, READ_ONLY_KEY } from '../../simulator';
import { consequenceOf } from '../../../scripts/verifyLive/consequences';
import { toMarkdown } from '../../../scripts/verifyLive/report';
import { MOST_PURCHASES } from '../../../scripts/verifyLive/write/Purchases';
import { credentialsOf, fillAccount, toSimulator, useLiveCheck } from './setup';

const live = useLiveCheck({ eipQuota: 1_000 });

const bought = () => live.simulator.journal.filter(({ change }) => change === 'allocated').length;

/** Only the checks of --write, so that hundreds of runs don't take long. */
jest.mock('../../../scripts/verifyLive/checks', () => ({ readChecks: [] }));

describe('A live check that writes', () => {
	test('finds everything as expected and leaves nothing', async () => {
		fillAccount(live.simulator, live.clock.now());
		const before = live.simulator.eips().map(({ allocationId }) => allocationId);
		const start = bought();

		const { results, cleanedUp } = await live.run({ write: true });

		expect(results.filter(({ verdict }) => verdict !== 'as expected')).toEqual([]);
		for (const { id } of results) expect([id, consequenceOf(id)]).not.toContain(undefined);
		expect(results.map(({ id }) => id)).toContain('write-release');
		expect(cleanedUp).toMatchObject({ left: [], isSure: true });
		expect(bought() - start).toBe(1);
		expect(live.simulator.eips().map(({ allocationId }) => allocationId)).toEqual(before);
	});

	test('asks first, with the name and the cost, and buys nothing without a yes', async () => {
		const confirmPurchase = jest.fn<Promise<boolean>, [string]>(async () => false);
		const { results, cleanedUp } = await live.run({ confirmPurchase });
		expect(confirmPurchase.mock.calls[0][0]).toMatch(/n8n-verify-live-[0-9a-f]{16}[\s\S]*Cost:/);
		expect(results).toEqual([]);
		expect(cleanedUp).toBeUndefined();
		expect(bought()).toBe(0);
	});

	test('says so when the key may not buy', async () => {
		const { of, cleanedUp } = await live.run({ write: true, account: READ_ONLY_KEY });
		expect(of('write-allocate')).toMatchObject({
			verdict: 'could not tell',
			seen: 'Forbidden.RAM, HTTP 403',
		});
		expect(of('write-release')).toMatchObject({ seen: 'nothing was bought' });
		expect(cleanedUp).toMatchObject({ left: [], isSure: true });
	});

	test('notices an ignored ClientToken and releases every Elastic IP', async () => {
		live.simulator.settings.honourClientToken = false;
		const { of, cleanedUp } = await live.run({ write: true });
		expect(of('write-token-again')).toMatchObject({ verdict: 'different' });
		expect(of('write-token-other-parameters')).toMatchObject({ verdict: 'different' });
		expect(bought()).toBe(3);
		expect(live.simulator.eips()).toEqual([]);
		expect(cleanedUp).toMatchObject({ left: [], isSure: true });
	});

	test('notices a slow release', async () => {
		live.simulator.settings.durations.releasing = 400_000;
		const { of } = await live.run({ write: true });
		expect(of('write-release')).toMatchObject({
			verdict: 'different',
			seen: expect.stringContaining('Releasing') as string,
		});
		expect(live.simulator.eips()).toEqual([]);
	});

	test('shows neither the mark nor the ID', async () => {
		const { results } = await live.run({ write: true });
		const [{ allocationId }] = live.simulator.journal;
		const frame = { regionId: 'cn-hangzhou', endpoint: 'public', version: '0', time: 0 };
		const secrets = { credentials: credentialsOf(live.simulator.account), showIds: false };
		expect(toMarkdown(results, frame, secrets)).not.toContain(allocationId);
	});
});

const KINDS: FaultKind[] = [
	...(['dropBefore', 'dropAfter', 'status', 'code'] as const),
	...(['throttle', 'html', 'xml', 'truncate'] as const),
];

/** Which of the requests of an action are struck; all, but for the many looks. */
const STEPS: Record<string, number[]> = {
	AllocateEipAddress: [0, 1, 2],
	ModifyEipAddressAttribute: [0, 1],
	ReleaseEipAddress: [0, 1, 2],
	DescribeEipAddresses: [0, 1, 2, 8, 16, 24],
};

describe.each([true, false])('With faults, ClientToken honoured: %s', (honourClientToken) => {
	const cases = Object.keys(STEPS).flatMap((action) => KINDS.map((kind) => ({ action, kind })));

	test.each(cases)('$kind at each $action leaves nothing behind', async ({ action, kind }) => {
		for (const skip of STEPS[action]) {
			// Once, and so often that all attempts of one call fail.
			for (const times of action === 'DescribeEipAddresses' ? [1] : [1, 12]) {
				live.simulator.reset();
				live.simulator.settings.honourClientToken = honourClientToken;
				live.simulator.faults.add({
					...{ kind, action, skip, times },
					...(kind === 'status' && { status: 500 }),
					// Carried out, and then no success all the same.
					...(kind === 'code' && { code: 'InternalError', status: 500, run: true }),
				});
				// The first look says whether the key works at all; then nothing was bought.
				const outcome = await live.run({ write: true }).catch((error: Error) => error);
				expect(`${skip}/${times}: ${live.simulator.eips().length} left`).toBe(
					`${skip}/${times}: 0 left`,
				);
				expect(bought()).toBeLessThanOrEqual(MOST_PURCHASES);
				if (!(outcome instanceof Error)) {
					expect(outcome.cleanedUp).toMatchObject({ left: [], isSure: true });
				}
			}
		}
	});

	test('the steps are those that there are', async () => {
		live.simulator.settings.honourClientToken = honourClientToken;
		await live.run({ write: true });
		for (const [action, steps] of Object.entries(STEPS)) {
			const count = live.simulator.requests.filter((request) => request.action === action).length;
			expect(Math.max(...steps)).toBeLessThan(count);
		}
	});

	test.each(['dropAfter', 'truncate', 'html'] as const)(
		'every reply to a purchase lost (%s): all are found by their mark',
		async (kind) => {
			live.simulator.settings.honourClientToken = honourClientToken;
			live.simulator.faults.add({
				...{ kind, action: 'AllocateEipAddress', times: Infinity, run: true },
			});
			const { cleanedUp } = await live.run({ write: true });
			expect(bought()).toBe(honourClientToken ? 1 : MOST_PURCHASES);
			expect(live.simulator.eips()).toEqual([]);
			expect(cleanedUp).toMatchObject({ left: [], isSure: true });
		},
	);
});

test('An Elastic IP that is bought long after the reply was lost is found', async () => {
	const deliver = toSimulator(live.simulator);
	let late: { at: number; send: () => Promise<unknown> } | undefined;
	let isFirst = true;
	const { cleanedUp, of } = await live.run({
		write: true,
		deliver: async (signed) => {
			if (late && live.clock.now() >= late.at) {
				const { send } = late;
				late = undefined;
				await send();
			}
			if (signed.headers['x-acs-action'] !== 'AllocateEipAddress') return await deliver(signed);
			if (isFirst) late = { at: live.clock.now() + 40_000, send: () => deliver(signed) };
			isFirst = false;
			throw Object.assign(new Error('refused'), { code: 'ERR_SOMETHING' });
		},
	});
	expect(of('write-allocate')).toMatchObject({ verdict: 'could not tell' });
	expect(bought()).toBe(1);
	expect(live.simulator.eips()).toEqual([]);
	expect(cleanedUp).toMatchObject({ left: [], isSure: true });
});

describe('When it is stopped', () => {
	test('at any request, nothing is left behind', async () => {
		await live.run({ write: true });
		const total = live.simulator.requests.length;
		for (let stopAt = 1; stopAt <= total; stopAt += 1) {
			live.simulator.reset();
			const controller = new AbortController();
			let count = 0;
			const deliver = toSimulator(live.simulator);
			await live
				.run({
					write: true,
					signal: controller.signal,
					deliver: async (signed) => {
						// While the request is under way, as Ctrl+C mostly is.
						if (++count === stopAt) controller.abort();
						return await deliver(signed);
					},
				})
				.catch(() => undefined);
			expect(`${stopAt}: ${live.simulator.eips().length} left`).toBe(`${stopAt}: 0 left`);
		}
	});
});

describe('When it cannot be released', () => {
	test('the one that is left is named', async () => {
		live.simulator.faults.add({
			...{ kind: 'code', action: 'ReleaseEipAddress', times: Infinity },
			code: 'OperationUnsupported.ServiceManaged',
		});
		const { cleanedUp } = await live.run({ write: true });
		const [left] = live.simulator.eips();
		expect(cleanedUp).toMatchObject({
			left: [{ allocationId: left.allocationId, state: 'Available' }],
			isSure: true,
			mark: expect.stringMatching(/^n8n-verify-live-/) as string,
		});
		expect(left.description).toBe(cleanedUp?.mark);
	});

	test('it is named although nothing can be read any more', async () => {
		live.simulator.faults.add({ kind: 'dropBefore', action: 'ReleaseEipAddress', times: Infinity });
		live.simulator.faults.add({
			...{ kind: 'html', action: 'DescribeEipAddresses', skip: 10, times: Infinity },
		});
		const { cleanedUp } = await live.run({ write: true });
		const [left] = live.simulator.eips();
		expect(cleanedUp).toMatchObject({
			left: [{ allocationId: left.allocationId }],
			isSure: false,
		});
	});

	test('a list that cannot be read is not taken for an empty one', async () => {
		live.simulator.faults.add({ kind: 'dropAfter', action: 'AllocateEipAddress', times: Infinity });
		live.simulator.faults.add({
			...{ kind: 'html', action: 'DescribeEipAddresses', skip: 1, times: Infinity },
		});
		const { cleanedUp } = await live.run({ write: true });
		expect(cleanedUp).toMatchObject({ left: [], isSure: false });
	});
});
