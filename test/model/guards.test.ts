import fc from 'fast-check';
import { clock } from './support/clock';
import type { Call, Eip, Fault, Json, MonitorShape } from './support/cloud';
import { BOUND, FROM_JSON, GONE, flow, node, tries } from './support/flows';
import { eip } from './support/n8n';
import { search, without } from './support/search';
import { inWorld, shapes } from './support/world';

/** Guards, looks and lists: what is refused, what is said, and whether that is true in the cloud. */
const HOUR = 3_600_000;

test('Release never sends what a guard, the state or an unreadable answer forbids', async () => {
	const shape = fc.constantFrom(
		...without<MonitorShape>([
			'ok',
			'emptyList',
			'noList',
			'noOuterList',
			'nulls',
			'blanks',
			'missing',
			'singleObject',
			'words',
		]),
	);
	await search(
		fc.record({
			status: fc.constantFrom<Eip['status']>(
				'Available',
				'Available',
				'Available',
				'InUse',
				'Releasing',
				'Associating',
			),
			prepaid: fc.boolean(),
			protection: fc.boolean(),
			lock: fc.boolean(),
			managed: fc.constantFrom(0, 0, 1),
			age: fc.constantFrom(1, 23, 25, 1000),
			trafficHoursAgo: fc.option(fc.constantFrom(0.1, 1, 5, 23.5, 30, 200)),
			shape,
			options: fc.record(
				{
					onlyIfIpAddress: fc.constantFrom('right', 'wrong'),
					onlyIfName: fc.constantFrom('right', 'wrong'),
					onlyIfTags: fc.constantFrom('right', 'wrong'),
					onlyIfAllocatedHours: fc.constant(24),
					onlyIfUnboundHours: fc.constant(24),
				},
				{ requiredKeys: [] },
			),
			/** What the model leaves of the many faults of the truth: most stories have none or one. */
			mask: fc.integer({ min: 0, max: 7 }),
		}),
		async (story) =>
			await inWorld(async (world) => {
				const keep = (bit: number) => story.mask === bit || story.mask === 7;
				const trafficAt =
					story.trafficHoursAgo === null
						? undefined
						: Math.floor((clock.wall - story.trafficHoursAgo * HOUR) / 60_000) * 60_000;
				const it = world.add({
					name: 'right',
					tags: { team: 'right' },
					...(keep(1) ? { status: story.status } : {}),
					...(keep(1) && /InUse|Associating/.test(story.status)
						? { instanceId: 'i-1', instanceType: 'EcsInstance' }
						: {}),
					...(keep(2) && story.prepaid
						? { chargeType: 'PrePaid', expired: '2027-01-01T00:00Z' }
						: {}),
					protection: keep(3) && story.protection,
					locks: keep(4) && story.lock ? ['security'] : [],
					serviceManaged: keep(5) ? story.managed : 0,
					allocatedAt: clock.wall - story.age * HOUR,
					traffic: (minute) => (trafficAt !== undefined && minute === trafficAt ? 6000 : 0),
				});
				world.cloud.monitorShape = story.shape;
				const { options: o } = story;
				const options: Record<string, unknown> = { timeLimit: 60 };
				if (o.onlyIfIpAddress)
					options.onlyIfIpAddress = o.onlyIfIpAddress === 'right' ? it.ip : '1.2.3.4';
				if (o.onlyIfName) options.onlyIfName = o.onlyIfName;
				if (o.onlyIfTags) options.onlyIfTags = { tag: [{ key: 'team', value: o.onlyIfTags }] };
				if (o.onlyIfAllocatedHours) options.onlyIfAllocatedHours = 24;
				if (o.onlyIfUnboundHours) options.onlyIfUnboundHours = 24;
				const forbidden = [
					it.status !== 'Available' && it.status,
					it.chargeType === 'PrePaid' && 'subscription',
					it.protection && 'protected',
					it.locks.length > 0 && 'locked',
					it.serviceManaged && 'managed',
					o.onlyIfIpAddress === 'wrong' && 'address',
					o.onlyIfName === 'wrong' && 'name',
					o.onlyIfTags === 'wrong' && 'tags',
					o.onlyIfAllocatedHours && story.age < 24 && 'too young',
					o.onlyIfUnboundHours && !['ok', 'emptyList'].includes(story.shape) && 'traffic unknown',
					o.onlyIfUnboundHours &&
						story.shape === 'ok' &&
						(story.trafficHoursAgo ?? 1000) < 24 &&
						'traffic',
				].filter(Boolean);
				const run = await world.run(
					node('Do', eip('release', { allocationId: FROM_JSON, options })),
					[{ allocationId: it.id }],
				);
				const sent = world.cloud.sent('ReleaseEipAddress').length;
				if (forbidden.length > 0) {
					if (sent > 0) throw new Error(`sent although: ${forbidden.join(', ')}\n${run.text}`);
					// One that somebody else is releasing may end as released, but only when it is gone.
					if (run.status === 'success') expect(world.cloud.find(it.id)!.gone).toBe(true);
				} else if (!(o.onlyIfUnboundHours && story.age < 25)) {
					// Younger ones were never unbound for that long; whether that is refused is left open.
					expect(run.error).toBeUndefined();
					expect(world.cloud.find(it.id)!.gone).toBe(true);
				}
				expect(world.rejections).toEqual([]);
			}),
		150,
	);
});

type Lie =
	| keyof typeof shapes
	| 'dropBefore'
	| 'http500Before'
	| 'throttle'
	| 'gzipBefore'
	| 'emptyBefore';
const LIES = without<Lie>([
	'countWithoutList',
	'zeroNoList',
	'noList',
	'emptyLook',
	'firstForAll',
	'countTooHigh',
	'dropBefore',
	'http500Before',
	'throttle',
	'gzipBefore',
	'emptyBefore',
]);
/** Of the lies, those that are seen at once; one of them is a reply without anything. */
const contradictsItself = (lie: Lie) =>
	lie === 'emptyBefore' || (lie in shapes && lie !== 'emptyLook');
/** A reply that contradicts itself is asked for again three times, and then refused. */
const areBelievedInTheEnd = (lies: Array<Lie | null>) =>
	lies
		.map((lie) => (lie === null ? ' ' : contradictsItself(lie) ? 'c' : ''))
		.join('')
		.split(' ')
		.every((stretch) => stretch.length <= 3);
const toFault = (lie: Lie): Fault =>
	lie in shapes ? { reshape: shapes[lie as keyof typeof shapes] } : { kind: lie as Fault['kind'] };

const operations = fc.constantFrom('release', 'unassociate', 'associate', 'move', 'get');

test('some looks that lie or fail end no operation, and what is said is true', async () => {
	await search(
		fc.record({
			operation: operations,
			count: fc.integer({ min: 1, max: 3 }),
			bindTime: fc.constantFrom(1000, 5000, 30_000),
			/** Which looks, from the first one; a lie that agrees with itself comes once only. */
			lies: fc
				.array(fc.option(fc.constantFrom(...LIES), { freq: 2 }), { maxLength: 8 })
				.filter(areBelievedInTheEnd),
			tries: fc.constantFrom(1, 2),
		}),
		async (story) =>
			await inWorld(async (world) => {
				world.cloud.bindTime = story.bindTime;
				const isBound = story.operation === 'unassociate' || story.operation === 'move';
				const eips = Array.from({ length: story.count }, () => world.add(isBound ? BOUND : {}));
				let empty = 0;
				world.cloud.fault = (call: Call) => {
					if (call.action !== 'DescribeEipAddresses') return undefined;
					const lie = story.lies[call.nth];
					if (!lie || (lie === 'emptyLook' && empty++ > 0)) return undefined;
					return toFault(lie);
				};
				const run = await world.run(
					node(
						'Do',
						eip(story.operation, {
							allocationId: FROM_JSON,
							instanceId: '={{ $json.instance }}',
							options: { timeLimit: 600 },
						}),
					),
					eips.map(({ id }, n) => ({ allocationId: id, instance: `i-2${n}` })),
				);
				if (run.error)
					throw new Error(
						`${run.error.message} ${run.error.description}\n${world.cloud.calls.map((call) => `${call.at} ${call.action} ${call.fault ?? ''} ${call.code ?? ''}`).join('\n')}`,
					);
				eips.forEach((it, index) => {
					const { gone, eip: now } = world.cloud.find(it.id)!;
					const said = run.output.Do[index].json;
					if (story.operation === 'release') expect(gone).toBe(true);
					if (story.operation === 'unassociate') expect(now.status).toBe('Available');
					if (story.operation === 'associate' || story.operation === 'move') {
						expect(now).toMatchObject({ status: 'InUse', instanceId: `i-2${index}` });
						expect(JSON.stringify(said)).toContain(`i-2${index}`);
					}
					expect(JSON.stringify(said)).toContain(it.id);
					for (const other of eips)
						if (other !== it) expect(JSON.stringify(said)).not.toContain(other.id);
				});
				expect(world.rejections).toEqual([]);
			}),
		80,
	);
});

test('looks that lie or fail for good: nothing is said that is not true, and what was accepted is said', async () => {
	const forGood = LIES.filter((lie) => lie !== 'emptyLook');
	await search(
		fc.record({
			operation: operations,
			lie: fc.constantFrom(...forGood),
			/** Before anything was changed, or after. */
			after: fc.boolean(),
			stuck: fc.boolean(),
		}),
		async (story) =>
			await inWorld(async (world) => {
				const isBound = story.operation === 'unassociate' || story.operation === 'move';
				const it = world.add(isBound ? BOUND : {});
				const other = world.add();
				if (story.stuck) world.cloud.bindTime = 86_400_000;
				world.cloud.fault = (call: Call) =>
					call.action === 'DescribeEipAddresses' &&
					(!story.after || world.cloud.calls.some(({ applied }) => applied))
						? toFault(story.lie)
						: undefined;
				const run = await world.run(
					node(
						'Do',
						eip(story.operation, {
							allocationId: FROM_JSON,
							instanceId: 'i-2',
							options: { timeLimit: 60 },
						}),
					),
					[{ allocationId: it.id }],
				);
				const { gone, eip: now } = world.cloud.find(it.id)!;
				const applied = world.cloud.calls.filter((call) => call.applied);
				// With one entry both shapes are the truth.
				const harmless = story.lie === 'firstForAll';
				if (run.status === 'success') {
					if (story.operation === 'release') expect(gone).toBe(true);
					if (story.operation === 'unassociate') expect(now.status).toBe('Available');
					if (story.operation === 'associate' || story.operation === 'move')
						expect(now).toMatchObject({ status: 'InUse', instanceId: 'i-2' });
				} else {
					const said = run.text.replaceAll('DescribeEipAddresses', '');
					if (!gone && GONE.test(said)) throw new Error(`it is there, and this is said:\n${said}`);
					if (applied.length > 0 && !harmless && story.operation !== 'move')
						expect(said).toMatch(/accepted/i);
				}
				expect(world.cloud.find(other.id)!.gone).toBe(false);
				expect(world.rejections).toEqual([]);
			}),
		80,
	);
});

test('somebody else changes it meanwhile: what is said is true in the end', async () => {
	await search(
		fc.record({
			operation: fc.constantFrom('release', 'unassociate', 'associate', 'get'),
			at: fc.constantFrom(0, 500, 1500, 2500, 4000, 9000),
			act: fc.constantFrom('remove', 'bind', 'unbind', 'rename'),
			fallsBack: fc.boolean(),
			tries: fc.constantFrom(1, 3),
		}),
		async (story) =>
			await inWorld(async (world) => {
				const isBound = story.operation === 'unassociate';
				const it = world.add(isBound ? BOUND : {});
				world.cloud.bindTime = 5000;
				world.cloud.fallsBack = (nth) => story.fallsBack && nth === 0;
				clock.at(story.at, () => {
					if (world.cloud.find(it.id)!.gone) return;
					if (story.act === 'remove') world.cloud.remove(it.id);
					if (story.act === 'bind' && it.status === 'Available')
						Object.assign(it, { ...BOUND, instanceId: 'i-other' });
					if (story.act === 'unbind' && it.status === 'InUse')
						Object.assign(it, { status: 'Available', instanceId: '', instanceType: '' });
					if (story.act === 'rename') it.name = 'other';
				});
				const run = await world.run(
					node(
						'Do',
						eip(story.operation, {
							allocationId: FROM_JSON,
							instanceId: 'i-2',
							options: { timeLimit: 60 },
						}),
						{ ...tries(story.tries) },
					),
					[{ allocationId: it.id }],
				);
				const atEnd = world.cloud.find(it.id)!;
				const said = run.text;
				if (run.status === 'success') {
					if (story.operation === 'release') expect(atEnd.gone).toBe(true);
					// At the end of the run, unless the other acted between the last look and the end of the run.
					if (story.operation === 'associate' && story.act === 'rename')
						expect(atEnd.eip).toMatchObject({ status: 'InUse', instanceId: 'i-2' });
					if (story.operation === 'unassociate' && story.act === 'rename')
						expect(atEnd.eip.status).toBe('Available');
				} else if (!atEnd.gone && GONE.test(said))
					throw new Error(`it is there, and this is said:\n${said}`);
				if (
					story.operation === 'associate' &&
					story.act === 'rename' &&
					(!story.fallsBack || story.tries > 1)
				)
					expect(run.error).toBeUndefined();
				expect(world.rejections).toEqual([]);
			}),
		80,
	);
});

test('Get Many: all or an error, without doubles, whatever a page says once', async () => {
	const bad = fc.constantFrom(...LIES, 'halfPage' as const, 'otherPage' as const);
	await search(
		fc.record({
			count: fc.constantFrom(0, 1, 99, 100, 101, 250),
			page: fc.integer({ min: 1, max: 3 }),
			lie: bad,
			forGood: fc.boolean(),
		}),
		async (story) =>
			await inWorld(async (world) => {
				const all = Array.from({ length: story.count }, () => world.add().id);
				let told = 0;
				const list = (reply: Json) => (reply.EipAddresses as { EipAddress: Json[] }).EipAddress;
				world.cloud.fault = (call: Call) => {
					if (call.action !== 'DescribeEipAddresses') return undefined;
					if (Number(call.params.PageNumber ?? 1) !== story.page) return undefined;
					if (!story.forGood && told > 0) return undefined;
					told++;
					if (story.lie === 'halfPage')
						return {
							reshape: (reply) => ({
								...reply,
								EipAddresses: {
									EipAddress: list(reply).slice(0, Math.floor(list(reply).length / 2)),
								},
							}),
						};
					if (story.lie === 'otherPage')
						return {
							reshape: (reply) => ({
								...reply,
								EipAddresses: {
									EipAddress: list(reply).map((record) => ({ ...record, AllocationId: all[0] })),
								},
							}),
						};
					return toFault(story.lie);
				};
				const run = await world.run(
					node('Do', eip('getAll', { returnAll: true, options: { timeLimit: 120 } })),
				);
				// A first page that is empty and says that there is nothing can't be told from the truth.
				const consistent = story.lie === 'emptyLook' && story.page === 1;
				if (run.status === 'success') {
					const ids = run.output.Do.map(({ json }) => json.allocationId).filter(Boolean);
					expect(new Set(ids).size).toBe(ids.length);
					if (!consistent && new Set(ids).size !== all.length)
						throw new Error(`${ids.length} of ${all.length}, as if that were all`);
				} else if (!story.forGood || told === 0)
					throw new Error(`${run.error?.message} although it was once only`);
				expect(world.rejections).toEqual([]);
			}),
		60,
	);
});

test('a new one that does not show for a while: the next node gets there', async () => {
	const next: Record<string, Record<string, unknown>> = {
		associate: eip('associate', { allocationId: FROM_JSON, instanceId: 'i-1' }),
		update: eip('update', { allocationId: FROM_JSON, updateFields: { name: 'later' } }),
		get: eip('get', { allocationId: FROM_JSON }),
		protect: eip('setDeletionProtection', { allocationId: FROM_JSON, protectionEnable: true }),
		release: eip('release', { allocationId: FROM_JSON }),
		tag: {
			resource: 'tag',
			operation: 'add',
			resourceType: 'EIP',
			resourceIds: '={{ $json.allocationId }}',
			tags: { tag: [{ key: 'a', value: 'b' }] },
		},
	};
	await search(
		fc.record({
			operation: fc.constantFrom(...Object.keys(next)),
			hidden: fc.constantFrom(500, 3000, 20_000, 100_000),
			count: fc.integer({ min: 1, max: 3 }),
		}),
		async ({ operation, hidden, count }) =>
			await inWorld(async (world) => {
				world.cloud.hideNew = hidden;
				const run = await world.run(
					flow(node('Buy', eip('allocate')), node('Do', next[operation])),
					Array.from({ length: count }, () => ({})),
				);
				expect(run.error).toBeUndefined();
				expect(world.bought()).toHaveLength(count);
				if (operation === 'release')
					for (const { id } of world.bought()) expect(world.cloud.find(id)!.gone).toBe(true);
			}),
		40,
	);
});
