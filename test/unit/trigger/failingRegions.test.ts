import * as fc from 'fast-check';
import type { IDataObject, INode } from 'n8n-workflow';
import type { Environment } from '../../../nodes/AlibabaCloudEip/trigger/environment';
import { pollOnce } from '../../../nodes/AlibabaCloudEip/trigger/pollOnce';
import type { TriggerEvent } from '../../../nodes/AlibabaCloudEip/trigger/events/TriggerEvent';
import { FakeCloud, MINUTE, unavailable } from './FakeCloud';

/**
 * Regions that fail, in virtual time. What must hold: a change in a region that answers is reported by
 * the next poll, whatever the others do; a poll ends in its time; nothing is invented.
 */

const SECOND = 1_000;
/** What n8n's durable poller gives. */
const BUDGET = 36 * SECOND;
const PART_TO_WAIT = 0.9;

const NODE: INode = {
	...{ id: 'node', name: 'Trigger', type: 'trigger', typeVersion: 1 },
	...{ position: [0, 0], parameters: {} },
};

type Health = 'well' | 'slow' | 'hangs' | 'fails' | 'wrong type';

let watches = 0;

/** A trigger that polls regions of which each is as well as it is said to be. */
class Regions {
	readonly cloud = new FakeCloud();

	readonly health = new Map<string, Health>();

	readonly #staticData: IDataObject = {};

	readonly #key = `regions-${++watches}`;

	constructor(
		readonly ids: string[],
		private readonly budget = BUDGET,
		private readonly parameters: IDataObject = { events: ['appeared', 'released', 'bound'] },
	) {
		for (const id of ids) this.cloud.regions.set(id, []);
		this.cloud.beforeReply = async ({ regionId, action }) => {
			const { clock } = this.cloud;
			switch (this.health.get(regionId)) {
				case 'slow':
					await clock.sleep(900);
					return undefined;
				case 'hangs':
					await clock.sleep(30 * SECOND);
					throw unavailable();
				case 'fails':
					throw unavailable();
				case 'wrong type':
					return action === 'DescribeEipAddresses'
						? { TotalCount: 2, EipAddresses: { EipAddress: [null, { AllocationId: 5 }] } }
						: undefined;
				default:
					return undefined;
			}
		};
	}

	/** @returns the events, and the milliseconds that the poll took */
	async poll(): Promise<{ events: TriggerEvent[]; took: number; error?: unknown }> {
		this.cloud.elapsed += MINUTE;
		const start = this.cloud.elapsed;
		const parameters = { ...this.parameters, regionScope: 'chosen', regionIds: this.ids };
		const times: Partial<Environment> = {
			deadline: start + this.budget * 0.75,
			end: start + this.budget * PART_TO_WAIT,
		};
		const environment = this.cloud.environment(parameters, times);
		const watcher = { node: NODE, key: this.#key, staticData: this.#staticData, warn: () => {} };
		const outcome = await pollOnce(environment, watcher).then(
			(events) => ({ events }),
			(error: unknown) => ({ events: [], error }),
		);
		return { ...outcome, took: this.cloud.elapsed - start };
	}

	add(regionId: string): string {
		return String(this.cloud.add(regionId).AllocationId);
	}
}

const ids = (count: number) => Array.from({ length: count }, (_, index) => `cn-region-${index}`);
const idsOf = (events: TriggerEvent[]) => events.map(({ elasticIp }) => elasticIp?.allocationId);

describe.each([
	['n8n with durable cursors', BUDGET],
	['n8n as it is by default', 300 * SECOND],
])('%s', (_name, budget) => {
	it('a new Elastic IP of a healthy region is reported by the next poll while four of six hang', async () => {
		const regions = new Regions(ids(6), budget);
		await regions.poll();
		for (const id of regions.ids.slice(0, 4)) regions.health.set(id, 'hangs');
		for (let poll = 0; poll < 5; poll++) {
			const added = [regions.add(regions.ids[4]), regions.add(regions.ids[5])];
			const { events, took } = await regions.poll();
			expect(idsOf(events).sort()).toEqual(added.sort());
			// A poll that outlasts the interval by much would be overtaken by the next ones.
			expect(took).toBeLessThanOrEqual(31 * SECOND);
			if (poll > 0) expect(took).toBeLessThanOrEqual(16 * SECOND);
		}
	});
});

it('a region that is well again is heard of at once, with all that happened meanwhile', async () => {
	const regions = new Regions(ids(6));
	await regions.poll();
	regions.health.set(regions.ids[0], 'hangs');
	const added = regions.add(regions.ids[0]);
	for (let poll = 0; poll < 4; poll++) expect((await regions.poll()).events).toEqual([]);
	regions.health.clear();
	expect(idsOf((await regions.poll()).events)).toEqual([added]);
});

it('a region that hangs is told of after three polls, in its own name', async () => {
	const regions = new Regions(ids(3));
	await regions.poll();
	regions.health.set(regions.ids[1], 'hangs');
	const errors = [];
	for (let poll = 0; poll < 6; poll++) errors.push((await regions.poll()).error);
	expect(errors.map(Boolean)).toEqual([false, false, true, false, false, true]);
	expect(String(errors[2])).toContain('cn-region-1');
	expect(String(errors[2])).not.toContain('cn-region-0');
});

it('does not let the list of regions take the time when it does not come', async () => {
	const regions = new Regions(ids(2), BUDGET, { events: ['appeared'] });
	const { cloud } = regions;
	cloud.regions.set('cn-hangzhou', []);
	const staticData: IDataObject = {};
	const poll = async () => {
		const start = cloud.elapsed;
		const environment = cloud.environment(
			{ events: ['appeared'], regionScope: 'all' },
			{ deadline: start + BUDGET * 0.75, end: start + BUDGET * PART_TO_WAIT },
		);
		const watcher = { node: NODE, key: 'all regions', staticData, warn: () => {} };
		const events = await pollOnce(environment, watcher);
		return { events, took: cloud.elapsed - start };
	};
	await poll();
	cloud.elapsed += 25 * 60 * MINUTE;
	cloud.beforeReply = async ({ action }) => {
		if (action !== 'DescribeRegions') return undefined;
		await cloud.clock.sleep(30 * SECOND);
		throw unavailable();
	};
	const first = regions.add('cn-hangzhou');
	const one = await poll();
	expect(idsOf(one.events)).toEqual([first]);
	expect(one.took).toBeLessThanOrEqual(5 * SECOND);
	cloud.elapsed += MINUTE;
	const second = regions.add('cn-hangzhou');
	const other = await poll();
	expect(idsOf(other.events)).toEqual([second]);
	expect(other.took).toBeLessThan(SECOND);
});

const health = fc.constantFrom<Health>('well', 'well', 'slow', 'hangs', 'fails', 'wrong type');
const history = fc.record({
	count: fc.integer({ min: 2, max: 30 }),
	polls: fc.array(
		fc.record({
			health: fc.array(health, { minLength: 30, maxLength: 30 }),
			added: fc.array(fc.nat(29), { minLength: 1, maxLength: 3 }),
			clock: fc.constantFrom(0, 0, -60 * MINUTE, 24 * 60 * MINUTE),
		}),
		{ minLength: 2, maxLength: 8 },
	),
});

const RUNS = Number(process.env.REGION_RUNS ?? 200);
const SEED = Number(process.env.REGION_SEED ?? Math.floor(Math.random() * 2 ** 31));

it(`in ${RUNS} histories of regions that fail and a clock that jumps`, async () => {
	console.info(`REGION_SEED=${SEED}`);
	await fc.assert(
		fc.asyncProperty(history, async ({ count, polls }) => {
			const regions = new Regions(ids(count));
			await regions.poll();
			const waiting = new Map<string, string>();
			const reported = new Set<string>();
			for (const { health: states, added, clock } of polls) {
				for (const [index, id] of regions.ids.entries()) regions.health.set(id, states[index]);
				for (const index of added) {
					const regionId = regions.ids[index % count];
					waiting.set(regions.add(regionId), regionId);
				}
				regions.cloud.setClock(clock);
				const { events, took, error } = await regions.poll();
				// One request may still be waited for when the last look begins; nothing longer than that.
				expect(took).toBeLessThanOrEqual(BUDGET * PART_TO_WAIT);
				for (const { event, eventId, elasticIp } of events) {
					expect(event).toBe('appeared');
					expect(waiting.delete(String(elasticIp?.allocationId))).toBe(true);
					expect(reported.has(eventId)).toBe(false);
					reported.add(eventId);
				}
				for (const [id, regionId] of waiting) {
					const isWell = ['well', 'slow'].includes(regions.health.get(regionId) ?? 'well');
					if (isWell) throw new Error(`${id} in ${regionId} was not reported: ${String(error)}`);
				}
			}
			regions.health.clear();
			const { events } = await regions.poll();
			expect(new Set(idsOf(events))).toEqual(new Set(waiting.keys()));
		}),
		{ numRuns: RUNS, seed: SEED },
	);
}, 600_000);
