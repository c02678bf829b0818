import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { eventDefinitions } from '../../../nodes/AlibabaCloudEip/trigger/events';
import type { ElasticIp } from '../../../nodes/AlibabaCloudEip/api/elasticIp';
import { MINUTE } from './FakeCloud';
import { Watch } from './Watch';

/** What can't be read is unknown: never none, never zero, and no change. */

const ALL = eventDefinitions
	.map(({ value }) => value)
	.filter((value) => value !== 'bandwidthUsage' && value !== 'countCrossed');
const HOUR = 60 * MINUTE;

const FULL = {
	...{ Status: 'InUse', InstanceId: 'i-1', InstanceType: 'EcsInstance', Bandwidth: '50' },
	...{ BandwidthPackageId: 'cbwp-1', DeletionProtection: true, ChargeType: 'PrePaid' },
	ExpiredTime: '2026-01-04T00:00Z',
	OperationLocks: { LockReason: [{ LockReason: 'financial' }] },
	Tags: { Tag: [{ Key: 'env', Value: 'prod' }] },
};

/** Each field in forms that say nothing. */
const UNREADABLE: Array<[string, unknown[]]> = [
	['Status', [undefined, null, '', 5, {}]],
	['InstanceId', [undefined, null, 5]],
	['InstanceType', [undefined, null, 5]],
	['Bandwidth', [undefined, null, '', 'fast', {}]],
	['BandwidthPackageId', [undefined, null, 5]],
	['DeletionProtection', [undefined, null, '', 'perhaps', 5]],
	[
		'OperationLocks',
		[undefined, null, 'none', [], {}, { LockReason: 'x' }, { LockReason: [null] }],
	],
	['Tags', [undefined, null, 'none', [], {}, { Tag: 'x' }, { Tag: [null] }, { Tag: [{ Key: 5 }] }]],
	['ChargeType', [undefined, null, 5]],
	['ExpiredTime', [undefined, null, '', 'soon']],
	['Name', [undefined, null, 5]],
	['IpAddress', [undefined, null, 5]],
	['AllocationTime', [undefined, null, 'once']],
	['ResourceGroupId', [undefined, null, 5]],
];
const forms = UNREADABLE.flatMap(([field, values]) =>
	values.map((value): [string, unknown] => [field, value]),
);

describe.each([
	['without filters', {}],
	['with filters on what cannot be read', { name: 'web', resourceGroupId: 'rg-1' }],
	['with a filter by tag', { tags: { tag: [{ key: 'env', value: 'prod' }] } }],
])('%s', (_name, filters) => {
	it.each(forms)(
		'%s that is %j is no change, and neither is what it was before',
		async (field, value) => {
			const watch = new Watch({ events: ALL, filters });
			const id = String(watch.cloud.add('cn-hangzhou', FULL).AllocationId);
			const original = watch.cloud.find(id) as ElasticIp;
			await watch.poll();
			// 'expiring' is true from the first poll on.
			const [expiring] = await watch.poll(MINUTE);
			expect(expiring.event).toBe('expiring');
			watch.cloud.change(id, { [field]: value } as IDataObject);
			expect(await watch.poll(MINUTE)).toEqual([]);
			watch.cloud.change(id, original);
			expect(await watch.poll(MINUTE)).toEqual([]);
		},
	);
});

it('what was never known is no change when it is known', async () => {
	for (const [field, values] of UNREADABLE) {
		const watch = new Watch({ events: ALL });
		const id = String(watch.cloud.add('cn-hangzhou', FULL).AllocationId);
		const original = watch.cloud.find(id) as ElasticIp;
		watch.cloud.change(id, { [field]: values[0] } as IDataObject);
		await watch.poll();
		await watch.poll(MINUTE);
		watch.cloud.change(id, original);
		const events = await watch.poll(MINUTE);
		// That it expires is no change; it is said as soon as it is known.
		expect(events.filter(({ event }) => event !== 'expiring')).toEqual([]);
	}
});

it('a new one that is not known to pass the filters is reported when it can', async () => {
	const watch = new Watch({ events: ['appeared'], filters: { name: 'web' } });
	await watch.poll();
	const id = String(watch.cloud.add('cn-hangzhou', { Name: null }).AllocationId);
	expect(await watch.poll(MINUTE)).toEqual([]);
	watch.cloud.change(id, { Name: 'web' });
	expect(await watch.poll(MINUTE)).toMatchObject([{ event: 'appeared' }]);
});

it('one that passed the filters passes them while that cannot be read', async () => {
	const watch = new Watch({ events: ['bound'], filters: { name: 'web' } });
	const id = String(watch.cloud.add('cn-hangzhou', { Name: 'web' }).AllocationId);
	await watch.poll();
	watch.cloud.change(id, { Name: null, Status: 'InUse', InstanceId: 'i-1' });
	expect(await watch.poll(MINUTE)).toMatchObject([{ event: 'bound' }]);
});

it('one whose excluding tag cannot be read is not called idle', async () => {
	const watch = new Watch({
		...{ events: ['idle'], idleAfter: 2, idleUnit: 'hours' },
		idleOptions: { excludeTags: { tag: [{ key: 'keep', value: '' }] } },
	});
	const id = String(watch.cloud.add('cn-hangzhou').AllocationId);
	await watch.poll();
	watch.cloud.change(id, { Tags: 'unreadable' });
	expect(await watch.poll(3 * HOUR)).toEqual([]);
	watch.cloud.change(id, { Tags: { Tag: [] } });
	expect(await watch.poll(MINUTE)).toMatchObject([{ event: 'idle' }]);
});

describe('a region with a record of a wrong type', () => {
	const wrong: Array<[string, (list: ElasticIp[]) => unknown[]]> = [
		['an ID that is a number', ([first]) => [{ ...first, AllocationId: 5 }]],
		['no ID', ([first]) => [{ ...first, AllocationId: undefined }]],
		['no record', () => [null]],
		['a text', () => ['eip-1']],
		['a list', () => [[]]],
	];
	it.each(wrong)('fails without the others: %s', async (_name, spoil) => {
		const watch = new Watch({
			...{ events: ['appeared', 'released', 'tagChanged'] },
			...{ regionScope: 'chosen', regionIds: ['cn-beijing', 'cn-hangzhou'] },
		});
		watch.cloud.add('cn-beijing');
		watch.cloud.add('cn-hangzhou');
		await watch.poll();
		watch.cloud.beforeReply = ({ regionId }) =>
			regionId === 'cn-beijing'
				? ({
						TotalCount: 1,
						EipAddresses: { EipAddress: spoil(watch.cloud.list(regionId)) },
					} as IDataObject)
				: undefined;
		watch.cloud.add('cn-hangzhou');
		const { events, failures } = await watch.run(MINUTE);
		expect(events.map(({ event, regionId }) => `${event} ${regionId}`)).toEqual([
			'appeared cn-hangzhou',
		]);
		expect(failures.map(({ regionId }) => regionId)).toEqual(['cn-beijing']);
		watch.cloud.beforeReply = undefined;
		expect(await watch.poll(MINUTE)).toEqual([]);
	});
});

describe('replies that contradict themselves', () => {
	const page = (entries: unknown[], TotalCount: unknown): IDataObject =>
		({ TotalCount, EipAddresses: { EipAddress: entries } }) as IDataObject;

	/** Wrong replies to a call, by what the right one would have been. */
	const spoils: Record<string, (entries: ElasticIp[], count: number) => IDataObject> = {
		'an empty page': (_entries, count) => page([], count),
		'an empty page with the count of those before': () => page([], 100),
		'a count alone': () => ({ TotalCount: 0 }),
		'a count alone, with an empty frame': () => ({ TotalCount: 0, EipAddresses: {} }),
		'no count': (entries) => page(entries, undefined),
		'one entry twice': (entries, count) => page([...entries.slice(1), entries.at(-1)], count),
		'half of the entries': (entries, count) => page(entries.slice(0, entries.length / 2), count),
		'an entry without ID': (entries, count) => page([{}, ...entries.slice(1)], count),
	};

	it.each(Object.keys(spoils))('invent nothing at the first look or later: %s', async (name) => {
		for (const isFirst of [true, false]) {
			for (const wrongPage of ['1', '2', 'by ID']) {
				const watch = new Watch({ events: ['appeared', 'released', 'bound'] });
				for (let index = 0; index < 150; index++) watch.cloud.add('cn-hangzhou');
				if (!isFirst) await watch.poll();
				const gone = String(watch.cloud.list('cn-hangzhou')[120].AllocationId);
				watch.cloud.beforeReply = ({ parameters }) => {
					const ids = parameters.AllocationId?.split(',');
					if ((ids ? 'by ID' : parameters.PageNumber) !== wrongPage) return undefined;
					const all = watch.cloud.list('cn-hangzhou');
					const start = ids ? 0 : (Number(wrongPage) - 1) * 100;
					const entries = ids
						? all.filter(({ AllocationId: id }) => ids.includes(String(id)))
						: all.slice(start, start + 100);
					return spoils[name](entries, ids ? entries.length : all.length);
				};
				if (wrongPage === 'by ID') watch.cloud.remove(gone);
				const isGone = (events: Array<{ event: string }>) =>
					events.every(({ event }) => wrongPage === 'by ID' && event === 'released');
				expect(isGone(await watch.poll(MINUTE))).toBe(true);
				watch.cloud.beforeReply = undefined;
				expect(isGone(await watch.poll(MINUTE))).toBe(true);
			}
		}
	});

	it('that pass at once are asked for again', async () => {
		const watch = new Watch({ events: ['released', 'bound'] });
		const id = String(watch.cloud.add('cn-hangzhou').AllocationId);
		await watch.poll();
		watch.cloud.change(id, { Status: 'InUse', InstanceId: 'i-1' });
		let left = 2;
		watch.cloud.beforeReply = () => (left-- > 0 ? { TotalCount: 0 } : undefined);
		expect(await watch.poll(MINUTE)).toMatchObject([{ event: 'bound' }]);
	});

	const RUNS = 150;
	const SEED = Number(process.env.REPLY_SEED ?? Math.floor(Math.random() * 2 ** 31));
	it(`in ${RUNS} histories of them`, async () => {
		console.info(`REPLY_SEED=${SEED}`);
		const step = fc.record({
			wrong: fc.array(fc.constantFrom(undefined, undefined, ...Object.keys(spoils)), {
				minLength: 12,
				maxLength: 12,
			}),
			change: fc.constantFrom('none', 'add', 'remove'),
		});
		const steps = fc.array(step, { minLength: 2, maxLength: 8 });
		await fc.assert(
			fc.asyncProperty(steps, async (history) => {
				const watch = new Watch({ events: ['appeared', 'released'] });
				const known = new Set<string>();
				const there = () =>
					new Set(watch.cloud.list('cn-hangzhou').map(({ AllocationId: id }) => String(id)));
				for (let index = 0; index < 120; index++) watch.cloud.add('cn-hangzhou');
				const before = there();
				let isBaseline = false;
				for (const { wrong, change } of history) {
					if (change === 'add') watch.cloud.add('cn-hangzhou', {}, 110);
					if (change === 'remove') watch.cloud.remove([...there()][115] ?? '');
					let call = 0;
					watch.cloud.beforeReply = ({ parameters }) => {
						const name = wrong[call++ % wrong.length];
						if (name === undefined) return undefined;
						const ids = parameters.AllocationId?.split(',');
						const all = watch.cloud
							.list('cn-hangzhou')
							.filter(({ AllocationId: id }) => !ids || ids.includes(String(id)));
						const start = (Number(parameters.PageNumber ?? 1) - 1) * 100;
						return spoils[name](all.slice(start, start + 100), all.length);
					};
					const { events, regionsRead } = await watch.run(MINUTE);
					if (!isBaseline && regionsRead > 0) {
						isBaseline = true;
						expect(events).toEqual([]);
						for (const id of there()) known.add(id);
						continue;
					}
					for (const { event, elasticIp } of events) {
						const id = String(elasticIp?.allocationId);
						expect(there().has(id)).toBe(event === 'appeared');
						expect(known.has(id)).toBe(event === 'released');
						if (event === 'appeared') known.add(id);
						else known.delete(id);
					}
				}
				watch.cloud.beforeReply = undefined;
				if (!isBaseline) return;
				for (const { event, elasticIp } of await watch.poll(MINUTE)) {
					const id = String(elasticIp?.allocationId);
					if (event === 'appeared') known.add(id);
					else known.delete(id);
				}
				expect(known).toEqual(there());
				expect(before.size).toBe(120);
			}),
			{ numRuns: RUNS, seed: SEED },
		);
	}, 120_000);
});

describe('the bandwidth use', () => {
	const high = 5_000_000 * (60 / 8);
	const measure = () => {
		const watch = new Watch({ events: ['bandwidthUsage'], usageMinutes: 3 });
		watch.parameters.usageAllocationIds = String(watch.cloud.add('cn-hangzhou').AllocationId);
		watch.cloud.traffic = () => high;
		return watch;
	};

	it.each<[string, (point: IDataObject) => unknown]>([
		['no traffic', ({ TimeStamp }) => ({ TimeStamp })],
		['an empty text', ({ TimeStamp }) => ({ TimeStamp, EipTX: '', EipRX: '' })],
		['null', ({ TimeStamp }) => ({ TimeStamp, EipTX: null, EipRX: null })],
		['no time', ({ EipTX }) => ({ EipTX })],
		['nothing', () => null],
	])('of points with %s is not low', async (_name, spoil) => {
		const watch = measure();
		await watch.poll();
		expect(await watch.poll(4 * MINUTE)).toMatchObject([{ new: { level: 'high' } }]);
		watch.cloud.beforeReply = ({ action, parameters }) => {
			if (action !== 'DescribeEipMonitorData') return undefined;
			const points = [];
			for (
				let time = Date.parse(parameters.StartTime);
				time < Date.parse(parameters.EndTime);
				time += MINUTE
			) {
				const TimeStamp = new Date(time).toISOString();
				points.push(spoil({ TimeStamp, EipTX: high, EipRX: high }));
			}
			return { EipMonitorDatas: { EipMonitorData: points } } as IDataObject;
		};
		expect(await watch.poll(10 * MINUTE)).toEqual([]);
	});

	it.each([{}, { EipMonitorDatas: {} }, { EipMonitorDatas: { EipMonitorData: {} } }])(
		'without a list is a failure: %j',
		async (reply) => {
			const watch = measure();
			await watch.poll();
			watch.cloud.beforeReply = ({ action }) =>
				action === 'DescribeEipMonitorData' ? reply : undefined;
			const { failures, events } = await watch.run(4 * MINUTE);
			expect(events).toEqual([]);
			expect(failures).toMatchObject([{ what: 'bandwidth use' }]);
			watch.cloud.beforeReply = undefined;
			expect(await watch.poll(MINUTE)).toHaveLength(1);
		},
	);

	it('of one whose bandwidth is not known waits until it is', async () => {
		const watch = measure();
		await watch.poll();
		await watch.poll(4 * MINUTE);
		const [{ AllocationId: id }] = watch.cloud.list('cn-hangzhou');
		watch.cloud.change(String(id), { Bandwidth: '' });
		expect(await watch.poll(10 * MINUTE)).toEqual([]);
		watch.cloud.change(String(id), { Bandwidth: '5' });
		watch.cloud.traffic = () => 0;
		expect(await watch.poll(MINUTE)).toMatchObject([{ new: { level: 'normal' } }]);
	});
});

describe('a clock that is set', () => {
	it.each([-HOUR, 24 * HOUR, -24 * HOUR])(
		'by %i ms keeps no poll from being done',
		async (jump) => {
			const watch = new Watch({ events: ['appeared', 'released'] });
			await watch.poll();
			watch.cloud.setClock(jump);
			const added = watch.cloud.add('cn-hangzhou');
			expect(await watch.poll(MINUTE)).toMatchObject([{ event: 'appeared' }]);
			watch.cloud.setClock(-jump);
			watch.cloud.remove(String(added.AllocationId));
			expect(await watch.poll(MINUTE)).toMatchObject([{ event: 'released' }]);
		},
	);

	it('does not end a poll that is under way', async () => {
		const watch = new Watch({ events: ['appeared'] });
		for (let index = 0; index < 250; index++) watch.cloud.add('cn-hangzhou');
		await watch.poll();
		watch.cloud.add('cn-hangzhou');
		watch.cloud.beforeReply = (_call, index) => {
			watch.cloud.setClock(index % 2 === 0 ? 24 * HOUR : -25 * HOUR);
			return undefined;
		};
		expect(await watch.poll(MINUTE)).toHaveLength(1);
	});

	it.each([
		['was ahead at the first poll', 24 * HOUR, 0],
		['is set back', 0, -HOUR],
	])('does not silence the bandwidth use: it %s', async (_name, first, later) => {
		const watch = new Watch({ events: ['bandwidthUsage'], usageMinutes: 3 });
		watch.parameters.usageAllocationIds = String(watch.cloud.add('cn-hangzhou').AllocationId);
		watch.cloud.traffic = () => 5_000_000 * (60 / 8);
		watch.cloud.setClock(first);
		await watch.poll();
		await watch.poll(MINUTE);
		watch.cloud.setClock(later - first);
		const events = [];
		for (let minute = 0; minute < 6; minute++) events.push(...(await watch.poll(MINUTE)));
		expect(events).toMatchObject([{ event: 'bandwidthUsage', new: { level: 'high' } }]);
	});

	it('does not delay idle by what it was ahead', async () => {
		const watch = new Watch({ events: ['idle'], idleAfter: 2, idleUnit: 'hours' });
		watch.cloud.add('cn-hangzhou');
		watch.cloud.setClock(24 * HOUR);
		await watch.poll();
		watch.cloud.setClock(-24 * HOUR);
		await watch.poll(MINUTE);
		expect(await watch.poll(2 * HOUR)).toMatchObject([{ event: 'idle' }]);
	});
});
