import type { NodeApiError } from 'n8n-workflow';
import { credentialFor } from '../setup';
import {
	ACTIVE_KEY,
	INACTIVE_KEY,
	INTERNATIONAL_KEY,
	NO_RIGHTS_KEY,
	READ_ONLY_KEY,
	REGIONS as REGIONS_OF_ALIBABA,
} from '../../simulator';
import { brief, useTrigger } from './useTrigger';

const LIFE = { events: ['appeared', 'released', 'bound', 'unbound', 'moved'] };
const REGIONS = { regionScope: 'chosen', regionIds: ['cn-beijing', 'cn-hangzhou', 'cn-shanghai'] };

const trigger = useTrigger();

const names = (events: Array<{ event: string }>) => events.map(({ event }) => event);

describe.each(['default', 'durable'] as const)('in the %s engine', (engine) => {
	it('writes nothing in a failed poll, and reports the change with the next', async () => {
		const { simulator } = trigger;
		const [eip] = simulator.addEips(250);
		const host = await trigger.active(LIFE, { engine, budget: 5_000 });
		const before = JSON.stringify(host.staticData);
		simulator.change(eip.allocationId, { instanceId: 'i-1' });
		simulator.faults.add({
			kind: 'status',
			times: Infinity,
			match: ({ parameters }) => parameters.PageNumber === '3',
		});
		await expect(host.poll()).rejects.toMatchObject({
			failure: { cause: 'temporarily-unavailable' },
		});
		expect(JSON.stringify(host.staticData)).toBe(before);
		simulator.faults.clear();
		expect(names(await host.poll())).toEqual(['bound']);
		expect(await host.poll()).toEqual([]);
	});

	it('leaves what is stored alone when nothing changed', async () => {
		trigger.simulator.addEips(3, { tags: [{ key: 'a', value: 'b' }] });
		const settings = { events: ['bound', 'tagChanged', 'idle', 'countCrossed'] };
		const host = await trigger.active(settings, { engine });
		const [key] = Object.keys(host.staticData);
		const before = host.staticData[key];
		expect(await host.poll()).toEqual([]);
		expect(host.staticData[key]).toBe(before);
	});

	it('retries a passing throttle, at activation too', async () => {
		const { simulator } = trigger;
		simulator.addEips(1);
		simulator.faults.add({ kind: 'throttle', retryAfterMs: 20 });
		const host = await trigger.active(LIFE, { engine });
		simulator.faults.add({ kind: 'throttle', retryAfterMs: 20 });
		expect(await host.poll()).toEqual([]);
		expect(simulator.requests).toHaveLength(4);
	});

	it('reports after a restart what changed since the last saved state, with the same IDs', async () => {
		const { simulator } = trigger;
		const [eip] = simulator.addEips(2);
		const host = await trigger.active(LIFE, { engine });
		const saved = structuredClone(host.saved);
		simulator.change(eip.allocationId, { instanceId: 'i-1' });
		const [first] = await host.poll();
		// The process died before the state was saved.
		host.saved = saved;
		const [again] = await host.restart();
		expect(again.eventId).toBe(first.eventId);
		expect(await host.restart()).toEqual([]);
		simulator.change(eip.allocationId, { instanceId: '' });
		await host.poll();
		simulator.change(eip.allocationId, { instanceId: 'i-1' });
		const [later] = await host.poll();
		expect(later.event).toBe('bound');
		expect(later.eventId).not.toBe(first.eventId);
	});

	it('compares after a restart with what n8n has saved', async () => {
		const { simulator } = trigger;
		const [eip] = simulator.addEips(1);
		const host = await trigger.active({ events: ['unbound'] }, { engine });
		simulator.change(eip.allocationId, { instanceId: 'i-1' });
		// Nothing to report, so the default engine does not save that it is bound now.
		expect(await host.poll()).toEqual([]);
		simulator.change(eip.allocationId, { instanceId: '' });
		expect(names(await host.restart())).toEqual(engine === 'durable' ? ['unbound'] : []);
		const pair = await trigger.active({ events: ['bound', 'unbound'] }, { engine });
		simulator.change(eip.allocationId, { instanceId: 'i-1' });
		expect(names(await pair.poll())).toEqual(['bound']);
		simulator.change(eip.allocationId, { instanceId: '' });
		expect(names(await pair.restart())).toEqual(['unbound']);
	});

	it('reports what happened while it was not active', async () => {
		const { simulator } = trigger;
		const [eip, gone] = simulator.addEips(2);
		const host = await trigger.active(LIFE, { engine });
		simulator.change(eip.allocationId, { instanceId: 'i-1' });
		simulator.remove(gone.allocationId);
		expect(names(await host.activate())).toEqual(['bound', 'released']);
	});

	it('keeps the events of healthy regions when one fails, and says so when it keeps failing', async () => {
		const { simulator } = trigger;
		const eips = REGIONS.regionIds.map((region) => simulator.addEips(1, { region })[0]);
		const host = await trigger.active({ ...LIFE, ...REGIONS }, { engine, budget: 400 });
		simulator.faults.add({
			kind: 'code',
			code: 'InternalError',
			status: 500,
			region: 'cn-hangzhou',
			times: Infinity,
		});
		for (const { allocationId } of eips) simulator.change(allocationId, { instanceId: 'i-1' });
		const events = await host.poll();
		expect(brief(events).map(({ id }) => id)).toEqual([eips[0].allocationId, eips[2].allocationId]);
		expect(host.warnings.join()).toContain('cn-hangzhou');
		expect(await host.poll()).toEqual([]);
		await expect(host.poll()).rejects.toMatchObject({
			message: expect.stringContaining('cn-hangzhou') as string,
			failure: { cause: 'temporarily-unavailable' },
		});
		// In between, the others are still heard of.
		simulator.change(eips[0].allocationId, { instanceId: '' });
		expect(names(await host.poll())).toEqual(['unbound']);
		simulator.faults.clear();
		expect(brief(await host.poll())).toMatchObject([{ event: 'bound', id: eips[1].allocationId }]);
	});
});

describe('activation', () => {
	it('fails with the reason when the key is not valid', async () => {
		const host = trigger.host(LIFE);
		host.credential = credentialFor(trigger.simulator, INACTIVE_KEY);
		await expect(host.activate()).rejects.toMatchObject({
			message: 'The AccessKey is disabled',
			failure: { cause: 'credential-invalid' },
		});
		expect(host.saved).toEqual({});
	});

	it('fails when the key has no permission', async () => {
		const host = trigger.host({ ...LIFE, ...REGIONS });
		host.credential = credentialFor(trigger.simulator, NO_RIGHTS_KEY);
		const error = await host.activate().catch((failure: NodeApiError) => failure);
		expect(error).toMatchObject({ failure: { cause: 'credential-invalid' } });
	});

	it('fails when one chosen region cannot be read for a reason that stays', async () => {
		const { simulator } = trigger;
		simulator.faults.add({
			kind: 'code',
			code: 'Forbidden.RegionNotFound',
			status: 403,
			region: 'cn-shanghai',
			times: Infinity,
		});
		const host = trigger.host({ ...LIFE, ...REGIONS });
		await expect(host.activate()).rejects.toThrow('cn-shanghai');
	});

	it.each([
		[{ events: [] }, "'Trigger On' is empty"],
		[{ events: ['exploded'] }, "'Trigger On' has the unknown value 'exploded'"],
		[{ events: ['bound'], regionScope: 'chosen' }, "'Region Names or IDs' is empty"],
		[
			{ events: ['bound'], regionScope: 'chosen', regionIds: ['evil.example.com/'] },
			"'Region Names or IDs' contains 'evil.example.com/', which is not valid",
		],
		[
			{ events: ['bound'], filters: { allocationIds: 'i-1' } },
			"'Elastic IP Names or IDs' contains 'i-1'",
		],
		[{ events: ['bandwidthUsage'] }, "'Elastic IPs to Measure' is empty"],
		[{ events: ['idle'], idleAfter: 0 }, "'Idle For' is not a number from 1"],
	])('refuses %j', async (parameters, message) => {
		const host = trigger.host(parameters);
		await expect(host.activate()).rejects.toThrow(message);
		expect(trigger.simulator.requests).toEqual([]);
	});
});

describe('what can look like a release', () => {
	it('asks by ID for an Elastic IP that the list misses', async () => {
		const { simulator } = trigger;
		simulator.addEips(3);
		const host = await trigger.active(LIFE);
		const body = JSON.stringify({
			RequestId: '1',
			TotalCount: 0,
			PageNumber: 1,
			PageSize: 100,
			EipAddresses: { EipAddress: [] },
		});
		const isList = {
			match: ({ parameters }: { parameters: Record<string, unknown> }) =>
				!('AllocationId' in parameters),
		};
		simulator.faults.add({ kind: 'body', body, ...isList });
		expect(await host.poll()).toEqual([]);
		expect(simulator.requests.at(-1)?.parameters.AllocationId).toContain('eip-');
		expect(await host.poll()).toEqual([]);
	});

	it.each([
		['no list', '{"RequestId":"1"}'],
		['a list of nothing', '{"RequestId":"1","TotalCount":1,"EipAddresses":{"EipAddress":[{}]}}'],
		['no count', '{"RequestId":"1","EipAddresses":{"EipAddress":[]}}'],
	])('does not take a reply with %s for a list', async (_name, body) => {
		const { simulator } = trigger;
		simulator.addEips(2);
		const host = await trigger.active(LIFE);
		simulator.faults.add({ kind: 'body', body, times: Infinity });
		await expect(host.poll()).rejects.toThrow('contradicts itself');
		simulator.faults.clear();
		expect(await host.poll()).toEqual([]);
	});

	it('does not lose or invent one when the list shifts between two pages', async () => {
		const { simulator } = trigger;
		const eips = simulator.addEips(250);
		const host = await trigger.active(LIFE);
		const original = simulator.faults.take.bind(simulator.faults);
		let isShifted = false;
		// When page 2 is asked for, one of page 1 is released: what was first on page 2 is now on page 1.
		jest.spyOn(simulator.faults, 'take').mockImplementation((request) => {
			if (request.parameters.PageNumber === '2' && !isShifted) {
				isShifted = true;
				simulator.remove(eips.at(-1)?.allocationId ?? '');
			}
			return original(request);
		});
		const events = [...(await host.poll()), ...(await host.poll())];
		jest.restoreAllMocks();
		expect(brief(events)).toMatchObject([{ event: 'released', id: eips.at(-1)?.allocationId }]);
	});

	it('reports the release of the last one', async () => {
		const { simulator } = trigger;
		const [eip] = simulator.addEips(1);
		const host = await trigger.active(LIFE);
		simulator.remove(eip.allocationId);
		expect(names(await host.poll())).toEqual(['released']);
	});

	it('begins anew with the key of another account, and goes on with a new key of the same', async () => {
		const { simulator } = trigger;
		const [eip] = simulator.addEips(2);
		const host = await trigger.active(LIFE);
		host.credential = credentialFor(simulator, READ_ONLY_KEY);
		simulator.change(eip.allocationId, { instanceId: 'i-1' });
		expect(names(await host.poll())).toEqual(['bound']);
		host.credential = credentialFor(simulator, INTERNATIONAL_KEY);
		expect(await host.poll()).toEqual([]);
		expect(host.warnings.join()).toContain('a different account');
		host.credential = credentialFor(simulator, ACTIVE_KEY);
		expect(await host.poll()).toEqual([]);
	});
});

describe('changed settings', () => {
	it('do not report what was there before in a region that is added', async () => {
		const { simulator } = trigger;
		simulator.addEips(3, { region: 'cn-beijing' });
		const [eip] = simulator.addEips(1, { region: 'cn-shanghai' });
		const host = await trigger.active({
			...LIFE,
			regionScope: 'chosen',
			regionIds: ['cn-shanghai'],
		});
		host.parameters = { ...LIFE, ...REGIONS };
		simulator.change(eip.allocationId, { instanceId: 'i-1' });
		expect(names(await host.poll())).toEqual(['bound']);
		expect(await host.poll()).toEqual([]);
	});

	it('do not report releases or appearances when a filter is changed', async () => {
		const { simulator } = trigger;
		const [prod] = simulator.addEips(2, { tags: [{ key: 'env', value: 'prod' }], name: 'Web 1' });
		const [test] = simulator.addEips(2, { tags: [{ key: 'env', value: 'test' }] });
		const filter = (value: string) => ({ tags: { tag: [{ key: 'env', value }] } });
		const host = await trigger.active({ ...LIFE, filters: filter('prod') });
		simulator.change(prod.allocationId, { instanceId: 'i-1' });
		simulator.change(test.allocationId, { instanceId: 'i-2' });
		expect(brief(await host.poll())).toMatchObject([{ event: 'bound', id: prod.allocationId }]);
		host.parameters = { ...LIFE, filters: filter('test') };
		expect(await host.poll()).toEqual([]);
		simulator.change(test.allocationId, { instanceId: '' });
		expect(brief(await host.poll())).toMatchObject([{ event: 'unbound', id: test.allocationId }]);
		host.parameters = {
			...LIFE,
			filters: { allocationIds: `${prod.allocationId},${test.allocationId}` },
		};
		expect(await host.poll()).toEqual([]);
		simulator.addEips(1);
		expect(await host.poll()).toEqual([]);
		host.parameters = { ...LIFE, filters: { name: 'web', resourceGroupId: prod.resourceGroupId } };
		expect(await host.poll()).toEqual([]);
		simulator.change(prod.allocationId, { instanceId: '' });
		expect(names(await host.poll())).toEqual(['unbound']);
	});

	it('do not call one released that leaves the filter', async () => {
		const { simulator } = trigger;
		const [eip] = simulator.addEips(1, { tags: [{ key: 'env', value: 'prod' }] });
		const parameters = { ...LIFE, filters: { tags: { tag: [{ key: 'env', value: 'prod' }] } } };
		const host = await trigger.active(parameters);
		simulator.change(eip.allocationId, { tags: [], instanceId: 'i-1' });
		expect(await host.poll()).toEqual([]);
		simulator.change(eip.allocationId, { tags: [{ key: 'env', value: 'prod' }] });
		expect(await host.poll()).toEqual([]);
		simulator.remove(eip.allocationId);
		expect(names(await host.poll())).toEqual(['unbound', 'released']);
	});

	it('begin only the new event anew when one is added', async () => {
		const { simulator } = trigger;
		const [eip] = simulator.addEips(1, { bandwidth: 5 });
		const host = await trigger.active({ events: ['bound'] });
		host.parameters = { events: ['bound', 'bandwidthChanged', 'tagChanged', 'locked'] };
		simulator.change(eip.allocationId, { instanceId: 'i-1', bandwidth: 10, locks: ['financial'] });
		expect(names(await host.poll())).toEqual(['bound']);
		simulator.change(eip.allocationId, { bandwidth: 20 });
		expect(names(await host.poll())).toEqual(['bandwidthChanged']);
	});

	it('begin anew when the node is renamed', async () => {
		const { simulator } = trigger;
		const [eip] = simulator.addEips(1);
		const host = await trigger.active(LIFE);
		host.rename('Another name');
		simulator.change(eip.allocationId, { instanceId: 'i-1' });
		expect(await host.poll()).toEqual([]);
		simulator.change(eip.allocationId, { instanceId: '' });
		expect(names(await host.poll())).toEqual(['unbound']);
	});
});

describe('a stored state that is not what was stored', () => {
	const spoil: Array<[string, (state: Record<string, unknown>) => unknown]> = [
		['a text', () => 'nonsense'],
		['of a later version', (state) => ({ ...state, version: 99 })],
		['without regions', (state) => ({ ...state, regions: null })],
		[
			'cut off',
			(state) => ({
				...state,
				regions: {
					'cn-hangzhou': {
						...(state.regions as { 'cn-hangzhou': object })['cn-hangzhou'],
						elasticIps: 'abc',
					},
				},
			}),
		],
		['of something else', () => ({ lastTimeChecked: 5 })],
	];
	it.each(spoil)('begins anew: %s', async (_name, change) => {
		const { simulator } = trigger;
		const [eip] = simulator.addEips(2);
		const host = await trigger.active(LIFE);
		const [key] = Object.keys(host.staticData);
		host.staticData[key] = change(
			JSON.parse(JSON.stringify(host.staticData[key])) as never,
		) as never;
		simulator.change(eip.allocationId, { instanceId: 'i-1' });
		expect(await host.poll()).toEqual([]);
		simulator.change(eip.allocationId, { instanceId: '' });
		expect(names(await host.poll())).toEqual(['unbound']);
	});

	it('says so in the log', async () => {
		trigger.simulator.addEips(1);
		const host = await trigger.active(LIFE);
		const [key] = Object.keys(host.staticData);
		host.staticData[key] = 'nonsense';
		await host.poll();
		expect(host.warnings).toEqual([expect.stringContaining('EIP Trigger: What was remembered')]);
	});
});

describe.each(['default', 'durable'] as const)(
	'two polls at the same time in the %s engine',
	(engine) => {
		it('report a change once, whichever is faster', async () => {
			const { simulator } = trigger;
			const [eip] = simulator.addEips(1);
			const host = await trigger.active(LIFE, { engine });
			simulator.change(eip.allocationId, { instanceId: 'i-1' });
			simulator.faults.add({ kind: 'delay', ms: 60, after: true });
			const slow = host.poll();
			const fast = host.poll();
			const events = [...(await fast), ...(await slow)];
			expect(names(events)).toEqual(['bound']);
			expect(await host.poll()).toEqual([]);
		});

		it('report a change once, also if the second begins before n8n has saved what the first found', async () => {
			const { simulator } = trigger;
			const [eip] = simulator.addEips(1);
			const host = await trigger.active(LIFE, { engine: 'durable' });
			const before = host.saved;
			simulator.change(eip.allocationId, { instanceId: 'i-1' });
			const [first] = await host.poll();
			const after = host.saved;
			host.saved = before;
			expect(await host.poll()).toEqual([]);
			// It was never saved: then it is the same event.
			// Whatever the time of day says meanwhile: only time that has passed counts.
			const day = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
			expect(await host.poll()).toEqual([]);
			day.mockRestore();
			const realNow = performance.now.bind(performance);
			const clock = jest.spyOn(performance, 'now').mockImplementation(() => realNow() + 31_000);
			expect(await host.poll()).toMatchObject([{ eventId: first.eventId }]);
			clock.mockRestore();
			host.saved = after;
			expect(await host.poll()).toEqual([]);
		});

		it('do not go back to an older look', async () => {
			const { simulator } = trigger;
			const [eip] = simulator.addEips(1);
			const host = await trigger.active(LIFE, { engine });
			simulator.faults.add({ kind: 'delay', ms: 60, after: true });
			const slow = host.poll();
			await new Promise((resolve) => setTimeout(resolve, 30));
			simulator.change(eip.allocationId, { instanceId: 'i-1' });
			expect(names(await host.poll())).toEqual(['bound']);
			expect(await slow).toEqual([]);
			expect(await host.poll()).toEqual([]);
		});
	},
);

describe('all regions', () => {
	it('are listed once a day, and read with one call each', async () => {
		const { simulator } = trigger;
		const [eip] = simulator.addEips(1, { region: 'eu-central-1' });
		const host = await trigger.active({ ...LIFE, regionScope: 'all' });
		const count = simulator.requests.length;
		expect(simulator.requests.filter(({ action }) => action === 'DescribeRegions')).toHaveLength(1);
		simulator.change(eip.allocationId, { instanceId: 'i-1' });
		const [event] = await host.poll();
		expect(event).toMatchObject({ event: 'bound', regionId: 'eu-central-1' });
		// The first time, a region without any is asked twice; then each takes one call.
		expect(simulator.requests).toHaveLength(count + REGIONS_OF_ALIBABA.length);
	});
});

it('costs the calls that the page of the trigger names', async () => {
	const { simulator } = trigger;
	const eips = simulator.addEips(250);
	const [busy, idle] = eips;
	const host = await trigger.active({
		events: ['released', 'bandwidthUsage'],
		usageAllocationIds: `${busy.allocationId},${idle.allocationId}`,
	});
	let minutes = 0;
	const realNow = Date.now;
	const clock = jest.spyOn(Date, 'now').mockImplementation(() => realNow() + minutes * 60_000);
	const callsOfPoll = async () => {
		const before = simulator.requests.length;
		// The minute that is not over yet is not asked for.
		minutes++;
		await host.poll();
		return simulator.requests
			.slice(before)
			.map(({ action, parameters: { AllocationId: id = '' } }) =>
				action === 'DescribeEipAddresses' && id ? `${action} by ID` : action,
			)
			.sort();
	};
	const each = [
		...Array.from({ length: 3 }, () => 'DescribeEipAddresses'),
		...Array.from({ length: 2 }, () => 'DescribeEipMonitorData'),
	];
	expect(await callsOfPoll()).toEqual(each);
	for (const { allocationId } of eips.slice(200)) simulator.remove(allocationId);
	expect(await callsOfPoll()).toEqual([
		...each.slice(1, 3),
		...Array.from({ length: 3 }, () => 'DescribeEipAddresses by ID'),
		...each.slice(3),
	]);
	clock.mockRestore();
});

describe('the time a poll may take', () => {
	it('ends before the budget, and the next poll begins where there was no time', async () => {
		const { simulator } = trigger;
		const regionIds = [
			'cn-beijing',
			'cn-chengdu',
			'cn-guangzhou',
			'cn-hangzhou',
			'cn-heyuan',
			'cn-huhehaote',
			'cn-qingdao',
			'cn-shanghai',
			'cn-shenzhen',
			'cn-wulanchabu',
		];
		const eips = regionIds.map((region) => simulator.addEips(1, { region })[0]);
		const host = await trigger.active(
			{ ...LIFE, regionScope: 'chosen', regionIds },
			{ budget: 1000 },
		);
		for (const { allocationId } of eips) simulator.change(allocationId, { instanceId: 'i-1' });
		simulator.settings.latency = 800;
		const first = await host.poll();
		expect(first).toHaveLength(8);
		simulator.settings.latency = 0;
		const second = await host.poll();
		expect(brief([...first, ...second]).map(({ id }) => id)).toEqual(
			eips.map(({ allocationId }) => allocationId),
		);
	}, 20_000);

	it('is not taken by regions that do not answer', async () => {
		const { simulator } = trigger;
		const regionIds = ['cn-beijing', 'cn-chengdu', 'cn-hangzhou', 'cn-qingdao', 'cn-shanghai'];
		for (const region of regionIds) simulator.addEips(1, { region });
		const host = await trigger.active(
			{ ...LIFE, regionScope: 'chosen', regionIds },
			{ budget: 3000 },
		);
		for (const region of regionIds.slice(0, 4)) {
			simulator.faults.add({ kind: 'delay', ms: 8_000, after: true, times: Infinity, region });
		}
		const [eip] = simulator.addEips(1, { region: 'cn-shanghai' });
		const start = performance.now();
		expect(brief(await host.poll())).toMatchObject([{ event: 'appeared', id: eip.allocationId }]);
		expect(performance.now() - start).toBeLessThan(3_000);
	});

	it('is not asked of an n8n that does not know it', async () => {
		trigger.simulator.addEips(1);
		const host = await trigger.active(LIFE, { budget: 'none' });
		expect(await host.poll()).toEqual([]);
	});
});
