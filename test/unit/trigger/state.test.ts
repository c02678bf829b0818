import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { diffRegion } from '../../../nodes/AlibabaCloudEip/trigger/diff';
import { allColumns, eventDefinitions } from '../../../nodes/AlibabaCloudEip/trigger/events';
import { triggerProperties } from '../../../nodes/AlibabaCloudEip/trigger/description';
import {
	decodeRegion,
	encodeRegion,
} from '../../../nodes/AlibabaCloudEip/trigger/state/regionState';
import {
	decodeState,
	emptyState,
	encodeState,
} from '../../../nodes/AlibabaCloudEip/trigger/state/state';
import type { KnownEip } from '../../../nodes/AlibabaCloudEip/trigger/columns/KnownEip';
import type { RegionSnapshot } from '../../../nodes/AlibabaCloudEip/trigger/state/TriggerState';
import { START, settingsOf, toElasticIp } from './FakeCloud';
import { largeAccount, measureCpu, stateOf } from './largeAccount';

const ALL_COLUMNS = [...allColumns.values()];

const anyText = fc.oneof(
	fc.string(),
	fc.string({ unit: 'binary' }),
	fc.constantFrom('', '%', '~', '=', '#x', '中文|,'),
);
const tags = fc
	.uniqueArray(fc.tuple(anyText, anyText), { selector: ([key]) => key, maxLength: 5 })
	.map((pairs) => {
		const object: Record<string, string> = Object.create(null);
		for (const [key, value] of pairs) object[key] = value;
		return object;
	});
const unknownOr = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const known: fc.Arbitrary<KnownEip> = fc.record({
	allocationId: fc.oneof(
		fc.stringMatching(/^eip-[a-z0-9]{20}$/),
		anyText.filter((text) => text !== ''),
	),
	ipAddress: fc.oneof(
		fc.ipV4(),
		fc.ipV6(),
		anyText.filter((text) => !/^\d+\.\d+\.\d+\.\d+$/.test(text)),
	),
	name: fc.string({ maxLength: 8 }),
	status: fc.oneof(fc.constantFrom('Available', 'InUse', 'Associating', 'Releasing'), anyText),
	instanceId: fc.oneof(fc.constant(''), fc.constant('i-1'), anyText),
	instanceType: fc.oneof(fc.constantFrom('EcsInstance', 'Nat'), anyText),
	allocatedAt: fc.nat(),
	matches: fc.boolean(),
	reports: fc.nat(),
	missed: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
	columns: fc.record({
		bandwidth: unknownOr(fc.nat(1000)),
		bandwidthPackageId: unknownOr(anyText),
		deletionProtection: unknownOr(fc.boolean()),
		expiring: fc.nat(),
		// Not the first minute of 1970.
		idle: fc.oneof(
			fc.constant(null),
			fc.record({ since: fc.nat().map((minute) => minute + 1), reported: fc.nat() }),
		),
		locks: unknownOr(
			fc.uniqueArray(
				fc.oneof(
					fc.constantFrom('financial', 'security'),
					anyText.filter((text) => text !== ''),
				),
			),
		),
		tags: unknownOr(fc.oneof(tags, fc.stringMatching(/^[A-Za-z0-9_-]{12}$/))),
	}),
});

function snapshotOf(
	elasticIps: KnownEip[],
	columns = ALL_COLUMNS,
	reportsFrom = 0,
): RegionSnapshot {
	return {
		scope: 'all',
		columns,
		timing: 'i60+0',
		epoch: 'epoch',
		reportsFrom,
		elasticIps: new Map(elasticIps.map((one) => [one.allocationId, one])),
	};
}

describe('a region in the state', () => {
	it('is read as it was written, whatever stands in the fields', () => {
		fc.assert(
			fc.property(fc.array(known, { maxLength: 6 }), fc.nat(), (list, reportsFrom) => {
				const snapshot = snapshotOf(
					list.map((one) => (one.instanceId === '' ? { ...one, instanceType: '' } : one)),
					ALL_COLUMNS,
					reportsFrom,
				);
				const stored = JSON.parse(JSON.stringify(encodeRegion(snapshot))) as unknown;
				expect(decodeRegion(stored)).toEqual(snapshot);
			}),
			{ numRuns: 500 },
		);
	});

	it('is refused when any character of it was changed or lost', () => {
		const list = [{ ...toKnown(), name: 'web' }, toKnown()];
		const stored = encodeRegion(snapshotOf(list, ALL_COLUMNS, 50));
		for (const [name, text] of Object.entries(stored) as Array<[string, string]>) {
			for (let index = 0; index < text.length; index++) {
				const changed = `${text.slice(0, index)}${text[index] === 'x' ? 'y' : 'x'}${text.slice(index + 1)}`;
				expect(() => decodeRegion({ ...stored, [name]: changed })).toThrow();
				expect(() => decodeRegion({ ...stored, [name]: text.slice(0, index) })).toThrow();
			}
		}
	});

	it('never makes more of a wrong one than an error', () => {
		fc.assert(
			fc.property(
				fc.record({
					elasticIps: anyText,
					texts: anyText,
					columns: fc.constantFrom('', 'tags,idle', 'locks'),
				}),
				(wrong) => {
					const parts = { scope: 'all', timing: '', epoch: '', ...wrong };
					const { scope, columns, timing, epoch, texts, elasticIps } = parts;
					const checksum = createHash('sha256')
						.update([scope, columns, timing, epoch, texts, elasticIps].join('\n'))
						.digest('base64url')
						.slice(0, 12);
					try {
						decodeRegion({ ...parts, checksum });
					} catch (error) {
						expect(error).toBeInstanceOf(Error);
					}
				},
			),
		);
	});

	it('keeps a long name cut off at a whole character', () => {
		const snapshot = snapshotOf([{ ...toKnown(), name: '弹性公网😀😀😀😀😀😀😀😀' }], []);
		const [read] = decodeRegion(encodeRegion(snapshot)).elasticIps.values();
		expect(read.name).toBe('弹性公网😀😀…');
		expect(Buffer.byteLength(read.name)).toBeLessThanOrEqual(24);
	});
});

function toKnown(): KnownEip {
	const [read] = diffRegion(
		undefined,
		{ regionId: 'r', listing: [toElasticIp('r')], scope: 'all', now: START, nonce: '1' },
		settingsOf({ events: ['bound', 'tagChanged', 'idle'] }),
	).snapshot.elasticIps.values();
	return read;
}

describe('the whole state', () => {
	it('of an older version goes through each migration', () => {
		const current = encodeState({ ...emptyState(), generation: 5, account: 'account' });
		const warnings: string[] = [];
		const read = decodeState({ version: -1, count: 5 }, warnings, {
			[-1]: (old) => ({ ...old, version: 0, generation: 7 }),
			0: (old) => ({ ...current, generation: old.generation }),
		});
		expect(read).toMatchObject({ generation: 7, account: 'account' });
		expect(warnings).toEqual([]);
	});

	it.each([[{ version: 2 }], [{ version: -1 }], ['text'], [5], [[]], [{}]])(
		'%j is a new baseline, with a warning',
		(stored) => {
			const warnings: string[] = [];
			expect(decodeState(stored, warnings).regions.size).toBe(0);
			expect(warnings).toHaveLength(1);
		},
	);

	it('that is not there yet is no reason for a warning', () => {
		const warnings: string[] = [];
		expect(decodeState(undefined, warnings)).toEqual(emptyState());
		expect(warnings).toEqual([]);
	});
});

describe('at 10,000 Elastic IPs', () => {
	const regions = largeAccount();
	const byDefault = triggerProperties[0].default as string[];
	const all = eventDefinitions.map(({ value }) => value);

	it.each([
		['the default events', byDefault, 96],
		['the five basic events', ['statusChanged', 'appeared', 'released', 'bound', 'unbound'], 96],
		['all events', all, 160],
	])('the state with %s takes at most so many bytes for each', (name, events, most) => {
		const { state } = stateOf(regions, events);
		const bytes = Buffer.byteLength(JSON.stringify(encodeState(state))) / 10_000;
		console.info(`${name}: ${bytes.toFixed(1)} bytes for each Elastic IP`);
		expect(bytes).toBeLessThanOrEqual(most);
	});

	it('stays within it with 20 large tags that no two have in common, and still sees a change', () => {
		const tagged = new Map(
			[...regions].map(([regionId, list]) => [
				regionId,
				list.map((one) => {
					const Tag = Array.from({ length: 20 }, (_, index) => ({
						Key: `key-${index}`,
						Value: createHash('sha512')
							.update(`${String(one.AllocationId)}${index}`)
							.digest('hex'),
					}));
					return { ...one, Tags: { Tag } };
				}),
			]),
		);
		const { settings, state } = stateOf(tagged, all);
		const stored = JSON.parse(JSON.stringify(encodeState(state))) as unknown;
		expect(Buffer.byteLength(JSON.stringify(stored)) / 10_000).toBeLessThanOrEqual(160);
		const read = decodeState(stored, []);
		const listing = [...(tagged.get('cn-beijing') ?? [])];
		listing[7] = { ...listing[7], Tags: { Tag: [{ Key: 'a', Value: 'b' }] } };
		const look = {
			regionId: 'cn-beijing',
			listing,
			scope: 'all' as const,
			now: START + 86_400_000 * 30,
			nonce: '1',
		};
		const { events } = diffRegion(read.regions.get('cn-beijing'), look, settings);
		expect(events).toMatchObject([
			{ event: 'tagChanged', old: { tags: null }, new: { tags: { a: 'b' } } },
		]);
	});

	// Generous, for a busy machine; `npm run bench -- trigger` measures.
	it('a poll takes little time of the processor', () => {
		const { diff } = measureCpu(regions, byDefault, 7);
		expect(diff).toBeLessThan(150);
	});
});
