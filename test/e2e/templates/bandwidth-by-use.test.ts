import { Template, textOf } from '../Template';
import { simulator } from '../environment';

jest.setTimeout(180_000);

const TRIGGER = 'When Bandwidth Use Changes';

const template = Template.opened('17-bandwidth-by-use');

let eip: { allocationId: string; ipAddress: string };

beforeAll(async () => {
	[eip] = await simulator().addEips(1, { name: 'shop', bandwidth: 5 });
});

const bandwidth = async () => (await simulator().eip(eip.allocationId))?.bandwidth;

/** Runs it with an event of the trigger, which other tests see firing. */
async function run(level: string, percent: number, dryRun: boolean) {
	const { allocationId, ipAddress } = eip;
	const elasticIp = { allocationId, ipAddress, bandwidth: await bandwidth() };
	const event = { event: 'bandwidthUsage', regionId: 'cn-hangzhou', elasticIp };
	const json = { ...event, new: { level, percent } };
	await template.fillInSettings({ dryRun }, { pinData: { [TRIGGER]: [{ json }] } });
	return textOf(await template.run(TRIGGER), 'Put Message Here');
}

describe('Bandwidth by use', () => {
	afterAll(() => template.change({}, { pinData: {} }));

	test('as it is shipped it says what would be changed', async () => {
		const { ipAddress, allocationId } = eip;
		expect(await run('high', 91, true)).toBe(
			`${ipAddress} (${allocationId}) uses 91% of 5 Mbit/s: would get 20 Mbit/s (dry run).`,
		);
		expect(await bandwidth()).toBe(5);
	});

	test('is raised when it is high, lowered when it is normal, once each', async () => {
		expect(await run('high', 91, false)).toMatch(/it has 20 Mbit\/s now/);
		expect(await bandwidth()).toBe(20);
		expect(await run('high', 85, false)).toMatch(/left as it is, since 5 was expected/);
		expect(await run('normal', 12, false)).toMatch(/it has 5 Mbit\/s now/);
		expect(await bandwidth()).toBe(5);
	});
});
