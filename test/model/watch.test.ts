import fc from 'fast-check';
import { clock } from './support/clock';
import { type Call, type Eip, type Fault, type Json, REGIONS } from './support/cloud';
import { BOUND, trigger } from './support/flows';
import { search, without } from './support/search';
import { type Event, idOf, inWorld, key, shapes } from './support/world';

/** The trigger while its settings, its list of regions and the form of replies change. */
const EVENTS = ['appeared', 'released', 'bound', 'unbound', 'moved', 'bandwidthChanged'];
const ALL = [
	...EVENTS,
	'locked',
	'unlocked',
	'tagChanged',
	'deletionProtectionChanged',
	'bandwidthPackageJoined',
	'bandwidthPackageLeft',
	'statusChanged',
];
const faulty = fc.option(
	fc.constantFrom<Fault[]>(
		...without<Fault>([
			{ kind: 'dropBefore' },
			{ kind: 'hangBefore' },
			{ kind: 'http500Before' },
			{ kind: 'throttle', retryAfter: '86400000' },
			{ kind: 'emptyBefore' },
			{ reshape: shapes.countWithoutList },
			{ reshape: shapes.zeroNoList },
			{ reshape: shapes.firstForAll },
		]),
	),
	{ freq: 2 },
);

test('regions that come into the list and go from it, with faults: nothing is invented, each new one is reported once', async () => {
	await search(
		fc.record({
			polls: fc.array(
				fc.record({
					regions: fc.subarray(REGIONS.slice(0, 4), { minLength: 1 }),
					add: fc.option(fc.constantFrom(...REGIONS.slice(0, 4))),
					fault: faulty,
					/** The list of regions, or a region, or all. */
					where: fc.constantFrom('DescribeRegions', 'cn-shanghai', 'all'),
					days: fc.constantFrom(0, 0, 1, 2),
					budget: fc.constantFrom(undefined, 36_000),
				}),
				{ minLength: 1, maxLength: 7 },
			),
		}),
		async ({ polls }) =>
			await inWorld(async (world) => {
				world.cloud.regions = REGIONS.slice(0, 3);
				for (const id of REGIONS.slice(0, 4)) world.add({ name: 'old' }, id);
				const watch = world.watch({ events: EVENTS, regionScope: 'all' });
				expect(await watch.poll()).toEqual([]);
				const added = new Set<string>();
				const seen: Event[] = [];
				const log: string[] = [];
				for (const poll of [
					...polls,
					...[1, 2, 2].map((days) => ({
						regions: REGIONS.slice(0, 4),
						add: null,
						fault: null,
						where: 'all',
						days,
						budget: undefined,
					})),
				]) {
					world.cloud.regions = poll.regions;
					if (poll.add) added.add(world.add({ name: 'new' }, poll.add).id);
					await clock.pass(60_000 + poll.days * 86_400_000);
					world.cloud.fault = (call: Call) => {
						if (!poll.fault) return undefined;
						if (poll.where === 'all' && call.action === 'DescribeEipAddresses') return poll.fault;
						if (call.action === 'DescribeRegions')
							return poll.where === 'DescribeRegions' && poll.fault.kind ? poll.fault : undefined;
						return call.region === poll.where ? poll.fault : undefined;
					};
					const from = clock.elapsed;
					const got = await watch.poll(poll.budget).catch((error: Error) => {
						log.push(`failed: ${error.message}`);
						return [] as Event[];
					});
					const took = (clock.elapsed - from) / 1000;
					if (took > (poll.budget ?? 300_000) / 1000 + 1)
						throw new Error(`a poll took ${took} s\n${log.join('\n')}`);
					log.push(got.map(key).join(', '));
					seen.push(...got);
				}
				const why = `\n${log.join('\n')}`;
				const ids = seen.map(({ eventId }) => eventId);
				if (new Set(ids).size !== ids.length) throw new Error(`event IDs come twice${why}`);
				for (const one of seen) {
					if (one.event !== 'appeared') throw new Error(`${key(one)} is invented${why}`);
					// Whether what a new region has already is new is left open.
					const { eip: it } = world.cloud.find(idOf(one))!;
					if (!added.has(it.id) && it.region !== REGIONS[3])
						throw new Error(`${key(one)} was there from the start${why}`);
				}
				if (new Set(seen.map(key)).size !== seen.length)
					throw new Error(`one appeared twice${why}`);
				for (const id of added) {
					const it = world.cloud.find(id)!.eip;
					// A region that was watched from the start and is in the list at the end.
					if (it.region !== REGIONS[3] && !seen.some((one) => idOf(one) === id))
						throw new Error(`${id} of ${it.region} is never reported${why}`);
				}
			}),
		40,
	);
});

test('settings that change together with faults invent nothing', async () => {
	const settings = fc.record({
		events: fc.subarray(ALL, { minLength: 3 }),
		filter: fc.constantFrom<Record<string, unknown>>(
			{},
			{ name: 'web' },
			{ tags: { tag: [{ key: 'env', value: 'prod' }] } },
		),
		regions: fc.subarray(REGIONS.slice(0, 3), { minLength: 1 }),
	});
	await search(
		fc.record({
			first: settings,
			then: fc.array(
				fc.record({
					to: fc.option(settings, { freq: 3 }),
					fault: faulty,
					/** Which of the calls of a poll. */
					part: fc.constantFrom(1, 2, 3),
					restart: fc.boolean(),
				}),
				{ minLength: 1, maxLength: 6 },
			),
		}),
		async ({ first, then }) =>
			await inWorld(async (world) => {
				for (const id of REGIONS.slice(0, 3))
					for (const name of ['web', 'db'])
						world.add(
							{
								name,
								tags: { env: name === 'web' ? 'prod' : 'dev' },
								...(name === 'web' ? BOUND : {}),
							},
							id,
						);
				const flowOf = (to: typeof first) =>
					trigger({
						events: to.events,
						filters: to.filter,
						regionScope: 'chosen',
						regionIds: to.regions,
					});
				let now = first;
				let watch = world.n8n().watch(flowOf(now));
				let saved: string | undefined;
				const log: string[] = [];
				const poll = async () => {
					const got = await watch.poll().catch((error: Error) => {
						log.push(`failed: ${error.message}`);
						return [] as Event[];
					});
					log.push(got.map(key).join());
					if (got.length > 0) throw new Error(`invented\n${log.join('\n')}`);
				};
				await poll();
				saved = watch.state();
				for (const { to, fault, part, restart } of then) {
					if (to) now = to;
					// n8n saves when it is activated anew, and a restart without that goes back to what was saved.
					if (to) saved = watch.state();
					if (to || restart) watch = world.n8n().watch(flowOf(now), saved);
					let nth = 0;
					world.cloud.fault = () => (fault && nth++ % part === 0 ? fault : undefined);
					await clock.pass(60_000);
					await poll();
				}
				world.cloud.fault = () => undefined;
				await poll();
				await poll();
			}),
		40,
	);
});

test('the form of replies changes and not what they say: no event, and real changes are still seen', async () => {
	const walk = (value: unknown, change: (name: string, one: unknown) => unknown): unknown =>
		Array.isArray(value)
			? value.map((one) => walk(one, change))
			: value !== null && typeof value === 'object'
				? Object.fromEntries(
						Object.entries(value).map(([name, one]) => [name, change(name, walk(one, change))]),
					)
				: value;
	const forms: Record<string, (reply: Json) => unknown> = {
		numbersAsText: (reply) =>
			walk(reply, (_name, one) => (typeof one === 'number' ? String(one) : one)),
		textAsNumbers: (reply) =>
			walk(reply, (name, one) => (/Bandwidth$/.test(name) && one !== '' ? Number(one) : one)),
		booleansAsText: (reply) =>
			walk(reply, (_name, one) => (typeof one === 'boolean' ? String(one) : one)),
		extraFields: (reply) => ({
			...(walk(reply, (_name, one) =>
				one !== null && typeof one === 'object' && !Array.isArray(one)
					? { ...one, Extra: { Deep: [1, null] }, __proto__x: 1, constructor_: 'x' }
					: one,
			) as Json),
			Success: true,
			Code: '200',
			Message: 'successful',
		}),
		withoutEmpty: (reply) =>
			JSON.parse(
				JSON.stringify(reply, (_name, one: unknown) =>
					one === '' || (Array.isArray(one) && one.length === 0) ? undefined : one,
				),
			) as unknown,
		nullForEmpty: (reply) => walk(reply, (_name, one) => (one === '' ? null : one)),
		otherOrder: (reply) => {
			const list = (reply.EipAddresses as { EipAddress: unknown[] }).EipAddress;
			return { ...reply, EipAddresses: { EipAddress: [...list].reverse() } };
		},
		without: (reply) =>
			walk(reply, (_name, one) => {
				if (one === null || typeof one !== 'object' || Array.isArray(one)) return one;
				const rest = { ...(one as Json) };
				for (const name of ['Tags', 'OperationLocks', 'DeletionProtection', 'EipBandwidth'])
					delete rest[name];
				return rest;
			}),
	};
	await search(
		fc.record({
			forms: fc.array(fc.option(fc.constantFrom(...Object.keys(forms)), { freq: 4 }), {
				minLength: 1,
				maxLength: 5,
			}),
			bind: fc.boolean(),
		}),
		async (story) =>
			await inWorld(async (world) => {
				const eips: Eip[] = [
					world.add({ tags: { a: 'b' }, locks: ['security'] }, REGIONS[0]),
					world.add(
						{
							status: 'InUse',
							instanceId: 'i-1',
							instanceType: 'EcsInstance',
							packageId: 'cbwp-1',
							protection: true,
						},
						REGIONS[0],
					),
				];
				const watch = world.watch({ events: ALL, regionScope: 'default' });
				expect(await watch.poll()).toEqual([]);
				const log: string[] = [];
				for (const form of [...story.forms, null]) {
					world.cloud.fault = (call) =>
						form && call.action === 'DescribeEipAddresses' ? { reshape: forms[form] } : undefined;
					await clock.pass(60_000);
					const got = await watch.poll();
					log.push(`${form}: ${JSON.stringify(got.map((one) => [key(one), one.changes ?? '']))}`);
					if (got.length > 0) throw new Error(`invented\n${log.join('\n')}`);
				}
				if (!story.bind) return;
				Object.assign(eips[0], { status: 'InUse', instanceId: 'i-2', instanceType: 'EcsInstance' });
				const form = story.forms[0];
				world.cloud.fault = (call) =>
					form && call.action === 'DescribeEipAddresses' ? { reshape: forms[form] } : undefined;
				await clock.pass(60_000);
				expect((await watch.poll()).map(({ event }) => event).sort()).toEqual([
					'bound',
					'statusChanged',
				]);
			}),
		40,
	);
});
