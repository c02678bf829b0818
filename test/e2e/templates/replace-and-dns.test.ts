import { Template, hasRun, textOf } from '../Template';
import { simulator } from '../environment';

jest.setTimeout(180_000);

const template = Template.opened('14-replace-and-dns');

let old: { allocationId: string; ipAddress: string };
let settings: Record<string, string | number | boolean>;

beforeAll(async () => {
	await simulator().addInstance({ type: 'EcsInstance', id: 'i-shop' });
	[old] = await simulator().addEips(1, { name: 'shop', instanceId: 'i-shop' });
	const { allocationId, ipAddress } = old;
	settings = { allocationId, dnsEndpoint: simulator().url };
	await simulator().addDnsRecord({ value: ipAddress, ttl: 60, line: 'telecom' });
	await simulator().addDnsRecord({ value: ipAddress });
	await simulator().addDnsRecord({ rr: 'www2', value: ipAddress });
	await simulator().addDnsRecord({ value: '192.0.2.77' });
});

afterAll(() => simulator().faults.clear());

async function run(more: Record<string, string | number | boolean>) {
	await template.fillInSettings({ ...settings, ...more });
	return await template.run('When Clicking Execute Workflow');
}

const records = async () =>
	(await simulator().dnsRecords()).map(({ rr, value, ttl, line }) => [rr, value, ttl, line].join());

const ofInstance = async () =>
	(await simulator().eips('cn-hangzhou')).find(({ instanceId }) => instanceId === 'i-shop');

describe('Replace an Elastic IP and update its DNS record', () => {
	test('as it is shipped it says what would happen, and does nothing', async () => {
		const before = await records();
		const text = textOf(await run({}), 'Put Message Here');
		expect(text).toContain(`${old.ipAddress} would be replaced, and 2 DNS record(s)`);
		expect(await records()).toEqual(before);
		expect(await ofInstance()).toMatchObject(old);
	});

	test('buys nothing when no record points at the address', async () => {
		const execution = await run({ hostRecord: 'ww', dryRun: false });
		expect(textOf(execution, 'Put Message Here')).toMatch(/^No A record of ww\.example\.com/);
		expect(hasRun(execution, 'Replace')).toBe(false);
	});

	test('exchanges the address, lets each record follow, and keeps the old one for a day', async () => {
		const text = textOf(await run({ dryRun: false }), 'Put Message Here');
		const { ipAddress } = (await ofInstance()) ?? {};
		expect(ipAddress).not.toBe(old.ipAddress);
		expect(text).toContain(`${old.ipAddress} was replaced with ${ipAddress}`);
		expect(await records()).toEqual([
			...[`www,${ipAddress},60,telecom`, `www,${ipAddress},600,default`],
			...[`www2,${old.ipAddress},600,default`, 'www,192.0.2.77,600,default'],
		]);
		expect((await simulator().eip(old.allocationId))?.tags).toEqual([
			{ key: 'n8n:release-after', value: expect.stringMatching(/^\d{4}-.*Z$/) },
		]);
	});

	test('says so when the address was exchanged and DNS was not', async () => {
		await simulator().faults.add({
			...{ kind: 'code', action: 'UpdateDomainRecord', code: 'Forbidden.RAM' },
			...{ message: 'not allowed', status: 403, times: null },
		});
		const { allocationId = '' } = (await ofInstance()) ?? {};
		const text = textOf(await run({ allocationId, dryRun: false }), 'Put Message Here');
		const { ipAddress } = (await ofInstance()) ?? {};
		expect(text).toMatch(
			new RegExp(`replaced with ${ipAddress}, but .* still points .* by hand: .`, 's'),
		);
	});
});
