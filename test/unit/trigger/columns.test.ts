import type { IDataObject } from 'n8n-workflow';
import type { ElasticIp } from '../../../nodes/AlibabaCloudEip/api/elasticIp';
import { areUnchanged } from '../../../nodes/AlibabaCloudEip/trigger/columns/Column';
import { diffRegion } from '../../../nodes/AlibabaCloudEip/trigger/diff';
import { TextTable } from '../../../nodes/AlibabaCloudEip/trigger/encoding/TextTable';
import { allColumns, eventDefinitions } from '../../../nodes/AlibabaCloudEip/trigger/events';
import { inventElasticIp } from '../../../nodes/AlibabaCloudEip/trigger/record/invented';
import type { RegionSnapshot } from '../../../nodes/AlibabaCloudEip/trigger/state/TriggerState';
import {
	decodeRegion,
	encodeRegion,
} from '../../../nodes/AlibabaCloudEip/trigger/state/regionState';
import { MINUTE, START, settingsOf } from './FakeCloud';

/** Whatever events and columns there are: a new one is tested without a word here. */

const LONG = 400 * 24 * 60 * MINUTE;
const settings = settingsOf({
	events: eventDefinitions.map(({ value }) => value),
	usageAllocationIds: 'eip-1',
});
const columns = [...allColumns.values()];
const withColumns = eventDefinitions.filter((event) => event.columns && event.detect);

/** An Elastic IP with these fields, all else alike. */
function recordWith(fields: IDataObject): ElasticIp {
	return inventElasticIp('cn-hangzhou', settings, START, fields) as ElasticIp;
}

const PLAIN = recordWith({});

/** Records in which the columns differ: with the fields of all test events, and a few more. */
const records = [
	PLAIN,
	...eventDefinitions.map(({ invent }) => recordWith(invent({ settings, now: START }).fields)),
	recordWith({ Bandwidth: '200' }),
	recordWith({ BandwidthPackageId: 'cbwp-1' }),
	recordWith({ OperationLocks: { LockReason: [{ LockReason: 'security' }] } }),
	recordWith({
		OperationLocks: { LockReason: [{ LockReason: 'financial' }, { LockReason: 'security' }] },
	}),
	recordWith({ OperationLocks: { LockReason: [{ LockReason: 'financial,security' }] } }),
	recordWith({ Tags: { Tag: [{ Key: 'test-event', Value: 'other' }] } }),
	recordWith({ Tags: { Tag: [{ Key: 'test', Value: 'new' }] } }),
];

/** What is remembered of these records, each at its time. */
function snapshotOf(reads: Array<[ElasticIp, number]>): RegionSnapshot {
	let snapshot: RegionSnapshot | undefined;
	for (const [record, now] of reads) {
		const read = { regionId: 'r', listing: [record], scope: 'all' as const, now, nonce: '1' };
		({ snapshot } = diffRegion(snapshot, read, settings));
	}
	return snapshot as RegionSnapshot;
}

const known = (snapshot: RegionSnapshot) => [...snapshot.elasticIps.values()][0];
const times = [START, START + MINUTE, START + LONG];
const snapshots = records.flatMap((one) =>
	times.flatMap((first) => [
		snapshotOf([[one, first]]),
		snapshotOf([
			[one, first],
			[one, first + LONG],
		]),
	]),
);

describe.each(columns.map((column) => ({ name: column.name, column })))(
	'the column $name',
	({ name, column }) => {
		const values = snapshots.map((snapshot) => column.of(known(snapshot)));

		it('is the only one of its name', () => {
			const all = eventDefinitions.flatMap((event) => event.columns ?? []);
			expect(new Set(all.filter((one) => one.name === name)).size).toBe(1);
		});

		it('holds more than one value in the records of this test', () => {
			expect(new Set(values.map((value) => JSON.stringify(value))).size).toBeGreaterThan(1);
		});

		it('is seen by the comparison when nothing else differs, and only then', () => {
			const texts = new TextTable();
			const write = (value: unknown) =>
				value === undefined ? 'unknown' : `=${column.encode(value, texts)}`;
			const distinct = [...new Map(values.map((value) => [write(value), value])).entries()];
			const base = known(snapshots[0]);
			const holding = (value: unknown) => ({
				...base,
				// Another object of the same value, as it is after each poll.
				columns: { ...base.columns, [name]: structuredClone(value) },
			});
			for (const [before, one] of distinct) {
				for (const [after, other] of distinct) {
					const isSame = areUnchanged(columns, holding(one), holding(other));
					expect({ before, after, isSame }).toEqual({ before, after, isSame: before === after });
				}
			}
		});

		it('is read from the state as it was written', () => {
			for (const snapshot of snapshots) {
				const stored = JSON.parse(JSON.stringify(encodeRegion(snapshot))) as unknown;
				expect(column.of(known(decodeRegion(stored)))).toEqual(column.of(known(snapshot)));
			}
		});

		it('stays as it was where the record does not say it', () => {
			const { AllocationId, Status } = PLAIN;
			const listing = [{ AllocationId, Status } as ElasticIp];
			const now = START + 3 * LONG;
			for (const snapshot of snapshots) {
				const read = { regionId: 'r', scope: 'all' as const, now, nonce: '1', listing };
				const before = column.of(known(snapshot));
				const after = column.of(known(diffRegion(snapshot, read, settings).snapshot));
				// Since when it is idle follows from the status, which is always said here.
				if (name !== 'idle') expect(after).toEqual(before);
			}
		});
	},
);

describe.each(withColumns.map((event) => ({ value: event.value, event })))(
	'the event $value',
	({ value, event: { columns: own = [], isTimed } }) => {
		it('is reported when nothing but its columns and the time has changed', () => {
			// Whether a test event shows how it begins or how it ends depends on the event.
			const related = withColumns.filter((event) =>
				event.columns?.some((one) => own.includes(one)),
			);
			const shown = related.map(({ invent }) =>
				recordWith(invent({ settings, now: START }).fields),
			);
			const now = START + (isTimed ? LONG : MINUTE);
			const pairs = [PLAIN, ...shown].flatMap((one) =>
				[PLAIN, ...shown].map((other) => [one, other]),
			);
			const reported = pairs.flatMap(([one, other]) => {
				const read = { regionId: 'r', scope: 'all' as const, nonce: '1', listing: [other], now };
				return diffRegion(snapshotOf([[one, START]]), read, settings).events;
			});
			expect(reported.map(({ event }) => event)).toContain(value);
		});
	},
);
