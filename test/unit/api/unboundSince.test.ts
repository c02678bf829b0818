import fc from 'fast-check';
import {
	type KnownUse,
	unboundSince,
	wholeHours,
} from '../../../nodes/AlibabaCloudEip/api/unboundSince';
import { idleColumn } from '../../../nodes/AlibabaCloudEip/trigger/columns/idle';
import type { ColumnContext } from '../../../nodes/AlibabaCloudEip/trigger/columns/Column';
import { assertUnboundFor } from '../../../nodes/AlibabaCloudEip/resources/elasticIp/guards/unboundFor';
import { toUtc } from '../../../nodes/AlibabaCloudEip/api/monitorData';
import type { Session } from '../../../nodes/AlibabaCloudEip/api/client/session';

/** One notion of "unbound since" for the guard of Release and for the trigger. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.parse('2026-11-27T10:00:00Z');

test.each<[string, KnownUse, number | undefined]>([
	['bound', { status: 'InUse', allocatedAt: 1, now: 9 }, undefined],
	['being unbound', { status: 'Unassociating', allocatedAt: 1, now: 9 }, undefined],
	['of an unknown status', { status: '', allocatedAt: 1, now: 9 }, undefined],
	['of which nothing is known', { status: 'Available', now: 9 }, undefined],
	[
		'bought at a time that cannot be read',
		{ status: 'Available', allocatedAt: NaN, now: 9 },
		undefined,
	],
	[
		'used at a time that cannot be read',
		{ status: 'Available', allocatedAt: 1, inUseUntil: NaN, now: 9 },
		undefined,
	],
	['never in use', { status: 'Available', allocatedAt: 3, now: 9 }, 3],
	['in use later', { status: 'Available', allocatedAt: 3, inUseUntil: 5, now: 9 }, 5],
	['only being bound', { status: 'Associating', allocatedAt: 3, inUseUntil: 5, now: 9 }, 5],
	['bought after now, by another clock', { status: 'Available', allocatedAt: 12, now: 9 }, 9],
])('one that is %s', (_name, known, since) => {
	expect(unboundSince(known)).toBe(since);
});

test('whole hours are never below zero', () => {
	expect(wholeHours(0, 2 * HOUR - 1)).toBe(1);
	expect(wholeHours(HOUR, 0)).toBe(0);
});

/** What the trigger remembers after one poll. */
function idleSince(status: string, allocatedAt: number, isNew: boolean): number | undefined {
	const context = {
		known: { status, allocatedAt: allocatedAt / 1000 },
		isNew,
		now: NOW,
		retimed: new Set(),
	} as unknown as ColumnContext;
	const idle = idleColumn.read({}, undefined, context);
	return idle ? idle.since * MINUTE : undefined;
}

/** Whether the guard lets one pass that has no monitoring data but perhaps one point of traffic. */
async function passesGuard(status: string, allocatedAt: number, hours: number, used?: number) {
	const session = {
		clock: { now: () => NOW },
		clockLag: () => 0,
		async call(_action: string, { StartTime, EndTime }: Record<string, string>) {
			const isIn =
				used !== undefined && used >= Date.parse(StartTime) && used <= Date.parse(EndTime);
			const point = { TimeStamp: toUtc(used ?? 0), EipRX: 1, EipTX: 1, EipFlow: 2 };
			return { EipMonitorDatas: { EipMonitorData: isIn ? [point] : [] } };
		},
	} as unknown as Session;
	const elasticIp = {
		AllocationId: 'eip-1',
		Status: status,
		AllocationTime: toUtc(allocatedAt),
	};
	return await assertUnboundFor(session, elasticIp, hours).then(
		() => true,
		() => false,
	);
}

test('the guard and the trigger say the same of one that was never in use', async () => {
	const minutesAgo = fc.integer({ min: 1, max: 700 * 60 });
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom('Available', 'InUse', 'Unassociating'),
			minutesAgo,
			fc.integer({ min: 1, max: 720 }),
			async (status, minutes, hours) => {
				const allocatedAt = NOW - minutes * MINUTE;
				const since = idleSince(status, allocatedAt, true);
				const isLongEnough = since !== undefined && since <= NOW - hours * HOUR;
				expect(await passesGuard(status, allocatedAt, hours)).toBe(isLongEnough);
			},
		),
		{ numRuns: 60 },
	);
});

test('each goes by its own evidence: traffic, or the poll that saw it unbound first', async () => {
	const allocatedAt = NOW - 100 * HOUR;
	expect(await passesGuard('Available', allocatedAt, 24)).toBe(true);
	expect(await passesGuard('Available', allocatedAt, 24, NOW - 10 * HOUR)).toBe(false);
	// It was there before: in use until a moment ago, as far as a poll can tell.
	expect(idleSince('Available', allocatedAt, false)).toBe(NOW);
});
