import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { ActionName } from '../../../nodes/AlibabaCloudEip/api/actions';
import { readElasticIp } from '../../../nodes/AlibabaCloudEip/api/elasticIp';
import { TimeLimitReached } from '../../../nodes/AlibabaCloudEip/api/client/TimeLimitReached';
import { withPatience } from '../../../nodes/AlibabaCloudEip/api/waiting/absence';
import type { ApiFailure } from '../../../nodes/AlibabaCloudEip/errors/ApiFailure';
import { waitFor } from '../../../nodes/AlibabaCloudEip/api/waiting/waitUntil';
import { findOperation } from '../../../nodes/AlibabaCloudEip/resources';
import type { OperationContext } from '../../../nodes/AlibabaCloudEip/resources/Operation';
import { FakeClock } from './fakeClock';
import { connectionError, ok, refusal, scriptedSession } from './session';

/**
 * What is not found is not gone. Random histories in virtual time; ABSENCE_SEED=<seed> runs the same
 * again.
 */

const seed =
	process.env.ABSENCE_SEED === undefined ? Date.now() % 2 ** 31 : Number(process.env.ABSENCE_SEED);
process.stderr.write(`Seed of the histories: ABSENCE_SEED=${seed}\n`);

const ID = 'eip-000000000000001';
const never = () => false;

const list = (...entries: IDataObject[]) =>
	ok({ TotalCount: entries.length, EipAddresses: { EipAddress: entries } });

describe('what does not show yet', () => {
	/** Shows after so many milliseconds. */
	function late(after: number, timeLimit = 300_000) {
		const clock = new FakeClock();
		const made = scriptedSession(
			({ qs }) => {
				const shows = clock.elapsed >= after;
				if (qs?.Action === 'DescribeEipAddresses')
					return shows ? list({ AllocationId: ID }) : list();
				return shows ? ok() : refusal('InvalidAllocationId.NotFound', { statusCode: 404 });
			},
			{ clock, timeLimit },
		);
		return { ...made, clock };
	}

	test('is read for some seconds, and that is what a mistyped ID costs', async () => {
		const soon = late(4_000);
		expect(await readElasticIp({ session: soon.session, isNew: never }, ID)).toBeDefined();
		const never$ = late(Infinity);
		expect(await readElasticIp({ session: never$.session, isNew: never }, ID)).toBeUndefined();
		expect(never$.clock.elapsed).toBe(5_500);
	});

	test('is read until the time limit when it is new', async () => {
		const isNew = (id: string) => id === ID;
		const soon = late(150_000);
		expect(await readElasticIp({ session: soon.session, isNew }, ID)).toBeDefined();
		const gone = late(Infinity);
		expect(await readElasticIp({ session: gone.session, isNew }, ID)).toBeUndefined();
		expect(gone.clock.elapsed).toBeGreaterThanOrEqual(180_000);
		const never$ = late(Infinity, 60_000);
		await expect(readElasticIp({ session: never$.session, isNew }, ID)).rejects.toThrow(
			TimeLimitReached,
		);
		expect(never$.clock.elapsed).toBeGreaterThan(55_000);
		expect(never$.clock.elapsed).toBeLessThanOrEqual(60_000);
	});

	test.each([
		[1, false, 1],
		[3, false, 2],
		[5, false, 3],
		[6, false, 4],
		[6, true, 4],
		[10, true, 5],
		[11, true, 6],
	])(
		'within %d seconds (was there: %s) is read %d times, and is nothing only then',
		async (seconds, wasThere, times) => {
			const { session, requests } = late(Infinity, seconds * 1_000);
			const reading = readElasticIp({ session, isNew: never, wasThere }, ID);
			const isEnough = times >= (wasThere ? 6 : 4);
			if (isEnough) expect(await reading).toBeUndefined();
			else {
				await expect(reading).rejects.toThrow(TimeLimitReached);
				await expect(reading).rejects.toMatchObject({ details: { reached: 'unknown' } });
			}
			expect(requests).toHaveLength(times);
		},
	);

	test('is refused by a change with what Alibaba Cloud says, also within one second', async () => {
		const { session, requests } = late(Infinity, 1_000);
		await expect(
			withPatience({ session, isNew: never }).call('ReleaseEipAddress', { AllocationId: ID }),
		).rejects.toMatchObject({ details: { code: 'InvalidAllocationId.NotFound' } });
		expect(requests).toHaveLength(1);
	});

	test('is changed by the same rule, with the same token', async () => {
		const parameters = { AllocationId: ID, ClientToken: 't' };
		const soon = late(4_000);
		const session = withPatience({ session: soon.session, isNew: never });
		expect(await session.call('ModifyEipAddressAttribute', parameters)).toMatchObject({});
		expect(new Set(soon.requests.map(({ qs }) => qs?.ClientToken as string))).toEqual(
			new Set(['t']),
		);
		const mistyped = late(Infinity);
		const failure = await withPatience({ session: mistyped.session, isNew: never })
			.call('ModifyEipAddressAttribute', parameters)
			.catch((error: unknown) => error as ApiFailure);
		expect(failure).toMatchObject({ details: { code: 'InvalidAllocationId.NotFound' } });
		expect(mistyped.clock.elapsed).toBe(5_500);
		const bought = late(100_000);
		const patient = withPatience({ session: bought.session, isNew: (id) => id === ID });
		expect(await patient.call('AssociateEipAddress', parameters)).toMatchObject({});
	});

	test.each<[ActionName, string, number]>([
		['AssociateEipAddress', 'InvalidInstanId.NotFound', 1],
		['UnassociateEipAddress', 'InvalidInstanceId.NotFound', 1],
		['AllocateEipAddress', 'ResourceNotFound.PublicIpAddressPool', 1],
		['DescribeEipAddresses', 'InvalidFilterKey.NotFound', 1],
		['AddCommonBandwidthPackageIps', 'InvalidIpInstanceId.NotFound', 4],
		['AddCommonBandwidthPackageIps', 'InvalidInstanceId.NotFound', 4],
		['DeletionProtection', 'DeletionProtection.ResourceNotExist', 4],
		['TagResources', 'ResourceNotFound.Resource', 4],
		['MoveResourceGroup', 'invalidallocationid.notfound', 4],
		['ReleaseEipSegmentAddress', 'OperationFailed.InstanceNotExist', 4],
	])('%s refused with %s is sent %d times', async (action, code, times) => {
		const { session, requests } = scriptedSession([refusal(code)]);
		await expect(
			withPatience({ session, isNew: never }).call(action, { ClientToken: 't' }),
		).rejects.toBeDefined();
		expect(requests).toHaveLength(times);
	});
});

/** An Elastic IP with a life of its own, read by a reader that now and then does not see it. */
interface History {
	/** Milliseconds that the change takes from its acceptance on. */
	takes: number;
	/** Whether Alibaba Cloud makes the change that it accepted. */
	isMade: boolean;
	/** Whether someone else releases it so many milliseconds after the beginning. */
	goneAt: number;
	/** Where reads do not find it: pauses before, and lengths. */
	hidden: Array<{ after: number; length: number }>;
	/** Whether the reply to the change is lost. */
	isReplyLost: boolean;
}

const histories = (longest: number) =>
	fc.record<History>({
		takes: fc.integer({ min: 0, max: 20_000 }),
		isMade: fc.boolean(),
		goneAt: fc.oneof(fc.constant(Infinity), fc.integer({ min: 0, max: 30_000 })),
		hidden: fc.array(
			fc.record({
				after: fc.integer({ min: 4_000, max: 12_000 }),
				length: fc.integer({ min: 100, max: longest }),
			}),
			{ maxLength: 8 },
		),
		isReplyLost: fc.boolean(),
	});

/** The cloud with this one Elastic IP; `truth` says what it is now. */
function cloud(action: string, { takes, isMade, goneAt, hidden, isReplyLost }: History) {
	const clock = new FakeClock();
	let acceptedAt = Infinity;
	let releasedAt = Infinity;
	const isBinding = action === 'AssociateEipAddress';
	const truth = (): IDataObject | undefined => {
		const now = clock.elapsed;
		if (now >= Math.min(goneAt, releasedAt)) return undefined;
		const bound = { InstanceId: 'i-1', InstanceType: 'EcsInstance' };
		const base = {
			AllocationId: ID,
			ChargeType: 'PostPaid',
			BusinessStatus: 'Normal',
			OperationLocks: { LockReason: [] },
		};
		const before = isBinding || action === 'ReleaseEipAddress' ? 'Available' : 'InUse';
		const state = (Status: string) => ({
			...base,
			Status,
			...(Status === 'Available' || Status === 'Releasing' ? {} : bound),
		});
		if (now < acceptedAt) return state(before);
		if (now < acceptedAt + takes) {
			return state(
				{ AssociateEipAddress: 'Associating', UnassociateEipAddress: 'Unassociating' }[action] ??
					'Releasing',
			);
		}
		if (!isMade) return state(before);
		if (action === 'ReleaseEipAddress') {
			releasedAt = acceptedAt + takes;
			return undefined;
		}
		return state(isBinding ? 'InUse' : 'Available');
	};
	const windows: Array<[number, number]> = [];
	let end = 0;
	for (const { after, length } of hidden) {
		windows.push([end + after, end + after + length]);
		end += after + length;
	}
	const made = scriptedSession(
		({ qs }) => {
			const now = clock.elapsed;
			const real = truth();
			if (qs?.Action === 'DescribeEipAddresses') {
				const isHidden = windows.some(([from, to]) => now >= from && now < to);
				return real && !isHidden ? list(real) : list();
			}
			if (!real) return refusal('InvalidAllocationId.NotFound', { statusCode: 404 });
			const fits = real.Status === (action === 'UnassociateEipAddress' ? 'InUse' : 'Available');
			if (!fits) return refusal('IncorrectEipStatus');
			acceptedAt = now;
			return isReplyLost && acceptedAt === now && made.requests.length < 5
				? connectionError('ECONNRESET')
				: ok();
		},
		{ clock, timeLimit: 120_000 },
	);
	return { ...made, clock, truth, wasAccepted: () => acceptedAt < Infinity };
}

async function run(operation: string, action: string, history: History) {
	const { session: plain, truth, clock, wasAccepted } = cloud(action, history);
	const session = withPatience({ session: plain, isNew: never });
	const context: OperationContext = {
		session,
		parameters: {
			AllocationId: ID,
			...(action !== 'ReleaseEipAddress' && { InstanceId: 'i-1', InstanceType: 'EcsInstance' }),
		},
		controls: {},
		output: { kind: 'raw', fields: [] },
		limit: undefined,
		waitUntilDone: true,
		withLock: async (_ids, task) => await task(),
		assertFitsName: () => {},
		waitFor: async (...wait) => await waitFor(session, ...wait),
		createOnce: async (name, parameters) => await session.call(name, parameters),
		hasCreated: never,
		isOfOtherItem: never,
		markReturned: () => {},
		isNew: never,
		wasSent: never,
		clientToken: () => 'token',
		wayBack: () => undefined,
		idle: {} as OperationContext['idle'],
		keepWayBack: () => {},
		kept: () => ({}),
		forWayBack: () => context,
		readOptions: () => ({}),
	};
	const outcome = await findOperation('elasticIp', operation)
		.run(context)
		.then(
			(items) => ({ items, message: '' }),
			(error: unknown) => ({ items: undefined, message: (error as Error).message }),
		);
	return { ...outcome, truth, clock, wasAccepted };
}

/** Words that say that it does not exist any more. */
const GONE = /disappeared|deleted|released by|does not exist|is gone|was not found/;

describe('with reads that do not find it now and then', () => {
	test('release says deleted only of what is gone', async () => {
		let done = 0;
		await fc.assert(
			fc.asyncProperty(histories(3_000), async (history) => {
				const { items, message, truth } = await run('release', 'ReleaseEipAddress', history);
				if (items) {
					done++;
					expect(truth()).toBeUndefined();
				} else if (GONE.test(message)) expect(truth()).toBeUndefined();
			}),
			{ seed, numRuns: 600 },
		);
		expect(done).toBeGreaterThan(0);
	}, 60_000);

	test.each([
		['associate', 'AssociateEipAddress', 'InUse'],
		['unassociate', 'UnassociateEipAddress', 'Available'],
	])(
		'%s says done only of what is, and gone only of what is not',
		async (operation, action, status) => {
			let done = 0;
			await fc.assert(
				fc.asyncProperty(histories(5_000), async (history) => {
					const { items, message, truth } = await run(operation, action, history);
					if (items) {
						done++;
						// It may have been released since.
						if (truth()) expect(truth()).toMatchObject({ Status: status });
						expect(items[0]).toMatchObject({ Status: status });
					} else if (GONE.test(message)) expect(truth()).toBeUndefined();
					else expect(message).not.toBe('');
				}),
				{ seed, numRuns: 600 },
			);
			expect(done).toBeGreaterThan(0);
		},
		60_000,
	);
});
