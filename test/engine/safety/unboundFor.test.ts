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
		options: { timeLimit: 5, onlyIfUnboundHours, ...more } as never,
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

test('refuses what was bought later, and what is bound, also without the safety checks', async () => {
	const young = addEip(undefined, { allocationTime: ago(5) });
	test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-1' });
	const bound = addEip(undefined, { instanceId: 'i-1', status: 'InUse' });
	for (const safetyChecks of [true, false]) {
		const early = await release(young.allocationId, 24, { safetyChecks });
		expect(early.error?.message).toMatch(/was bought 5 hours ago$/);
		const inUse = await release(bound.allocationId, 24, { safetyChecks });
		expect(inUse.error?.message).toMatch(/is bound to 'i-1'$|is InUse$/);
	}
	expect(test$.sent('ReleaseEipAddress')).toEqual([]);
});

test.each(['', '={{ $json.missing }}', 0, 721, 'soon', '={{ [24] }}'])(
	'%j is no number of hours, and must not let everything pass',
	async (value) => {
		const eip = addEip(undefined);
		const { error } = await release(eip.allocationId, value);
		expect(error?.message).toMatch(/^'Only If Unbound For \(Hours\)' is not between 1 and 720/);
		expect(test$.simulator.requests).toEqual([]);
	},
);

test('where the traffic can not be read, nothing is released', async () => {
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
