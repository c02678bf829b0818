import type { EipFields } from '../../simulator/state/eip';
import { locator, useSimulator } from '../setup';

/** "Only If Unbound For" of a release, judged by age, state and traffic. */

const test$ = useSimulator();

const HOUR = 3_600_000;
const ago = (hours: number) => Date.now() - hours * HOUR;

/** Bought a while ago, with traffic only in the given span of hours ago. */
function addEip(lastTraffic: number | undefined, fields: EipFields = {}) {
	const silence = { from: 0, to: Infinity, rx: 0, tx: 0 };
	const traffic =
		lastTraffic === undefined
			? [silence]
			: [{ from: ago(lastTraffic + 1), to: ago(lastTraffic), rx: 10, tx: 5 }, silence];
	return test$.simulator.addEips(1, { allocationTime: ago(700), traffic, ...fields })[0];
}

async function release(allocationId: string, onlyIfUnboundHours: unknown, more = {}) {
	return await test$.run({
		operation: 'release',
		allocationId: locator(allocationId),
		options: { timeLimit: 30, onlyIfUnboundHours, ...more } as never,
	});
}

test.each([
	[1, undefined],
	[16, 20],
	[24, 30],
	[600, 650],
])('%d hours: lets pass what has carried nothing since', async (hours, lastTraffic) => {
	const eip = addEip(lastTraffic);
	const { error } = await release(eip.allocationId, hours);
	expect(error).toBeUndefined();
	expect(test$.simulator.eip(eip.allocationId)).toBeUndefined();
});

test.each([
	[2, 0.5],
	[24, 20],
	[600, 590],
])('%d hours: refuses what carried traffic %d hours ago', async (hours, lastTraffic) => {
	const eip = addEip(lastTraffic);
	const { error } = await release(eip.allocationId, hours);
	expect(error?.message).toMatch(/carried traffic at \d{4}-\d\d-\d\dT/);
	expect(error?.description).toContain(`${hours} hours without use`);
	expect(test$.sent('ReleaseEipAddress')).toEqual([]);
});

test('refuses what was bought later, and what is associated, also without the safety checks', async () => {
	const young = addEip(undefined, { allocationTime: ago(5) });
	test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-1' });
	const bound = addEip(undefined, { instanceId: 'i-1', status: 'InUse' });
	for (const safetyChecks of [true, false]) {
		const early = await release(young.allocationId, 24, { safetyChecks });
		expect(early.error?.message).toMatch(/was bought 5 hours ago$/);
		const inUse = await release(bound.allocationId, 24, { safetyChecks });
		expect(inUse.error?.message).toMatch(/is associated with 'i-1'$|is InUse$/);
	}
	expect(test$.sent('ReleaseEipAddress')).toEqual([]);
});

test.each(['', '={{ $json.missing }}', 0, 721, 'soon', '={{ [24] }}'])(
	'%j is no number of hours, and must not let everything pass',
	async (value) => {
		const eip = addEip(undefined);
		const { error } = await release(eip.allocationId, value);
		expect(error?.message).toMatch(
			/^'Only If Disassociated For \(Hours\)' is not between 1 and 720/,
		);
		expect(test$.simulator.requests).toEqual([]);
	},
);

test('where the traffic cannot be read, nothing is released', async () => {
	const eip = addEip(undefined);
	test$.simulator.faults.add({
		kind: 'code',
		code: 'Forbidden.RAM',
		status: 403,
		action: 'DescribeEipMonitorData',
	});
	const { error } = await release(eip.allocationId, 24);
	expect(error?.message).toMatch(/permission/);
	expect(test$.sent('ReleaseEipAddress')).toEqual([]);
});

test.each(['Unassociating', 'Available'] as const)(
	'what was refused because somebody used it meanwhile is not released after that, %s',
	async (status) => {
		const eip = addEip(undefined);
		test$.simulator.faults.add({
			kind: 'code',
			code: 'IncorrectEipStatus',
			action: 'ReleaseEipAddress',
			match() {
				test$.simulator.change(eip.allocationId, { status });
				setTimeout(() => {
					if (!test$.simulator.eip(eip.allocationId)) return;
					test$.simulator.change(eip.allocationId, { status: 'Available' });
				}, 1_000);
				return true;
			},
		});
		const { error } = await release(eip.allocationId, 24);
		expect(error?.message).toBe('The state of the Elastic IP does not allow this');
		expect(test$.sent('ReleaseEipAddress')).toHaveLength(1);
		expect(test$.simulator.eip(eip.allocationId)).toBeDefined();
	},
	20_000,
);

test.each([
	[14, /is 14 minutes behind Alibaba Cloud's/],
	[-14, /is 14 minutes ahead of Alibaba Cloud's/],
])('where the clock here is %d minutes slow, nothing is released', async (slow, message) => {
	const eip = addEip(undefined);
	const now = Date.now;
	const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() - slow * 60_000);
	const { error } = await release(eip.allocationId, 2).finally(() => clock.mockRestore());
	expect(error?.message).toMatch(message);
	expect(test$.sent('ReleaseEipAddress')).toEqual([]);
});
