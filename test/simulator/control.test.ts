import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { MAIN_ACCOUNT_ID } from './accounts';
import {
	arnOf,
	connectSimulator,
	SAMPLE_IDS,
	startSimulator,
	type Simulator,
	type SimulatorClient,
} from './index';
import { eipsOf, officialClient } from './testing/officialClient';
import { SDKS } from './testing/otherProducts';

describe('control endpoints', () => {
	let simulator: Simulator;
	let control: SimulatorClient;
	beforeEach(async () => {
		simulator = await startSimulator();
		control = connectSimulator(`${simulator.url}/`);
	});
	afterEach(() => simulator.close());

	test('do what the functions do', async () => {
		const [eip] = await control.addEips(2, {
			region: 'cn-beijing',
			name: 'n',
			serviceId: 9_007_199_254_740_993n,
		});
		expect(eip).toEqual(simulator.eip(eip.allocationId));
		expect((await control.eip(eip.allocationId))?.serviceId).toBe(9_007_199_254_740_993n);
		expect(await control.eip('eip-none')).toBeUndefined();
		expect((await control.eips('cn-beijing')).length).toBe(2);
		expect((await control.eips('cn-hangzhou')).length).toBe(0);
		expect((await control.addInstance({ type: 'Nat', id: 'ngw-1' })).status).toBe('Available');
		expect((await control.instances()).map(({ id }) => id)).toEqual(['ngw-1']);
		expect((await control.change(eip.allocationId, { instanceId: 'i-1' })).status).toBe('InUse');
		expect((await control.lock(eip.allocationId, 'financial')).locks).toEqual(['financial']);
		expect((await control.unlock(eip.allocationId)).locks).toEqual([]);
		await control.remove(eip.allocationId);
		expect(await control.journal()).toEqual(simulator.journal);
		expect((await control.addBandwidthPackage({ name: 'p' })).name).toBe('p');
		expect(
			[await control.bandwidthPackages(), await control.segments(), await control.pools()].map(
				({ length }) => length,
			),
		).toEqual([1, 0, 0]);
		await expect(control.remove(eip.allocationId)).rejects.toThrow('has no EIP');
	});

	test('temporary keys are listed and ended; a reset forgets them, but not that they were', async () => {
		const role = { accountId: '4000000000000004', name: 'r', trusts: [MAIN_ACCOUNT_ID] };
		await control.addRole(role);
		const sts = officialClient(simulator, { sdk: SDKS.Sts });
		const assume = { RoleArn: arnOf(role), RoleSessionName: 'test' };
		await sts.call('AssumeRole', assume);
		const [key] = await control.temporaryKeys();
		expect(key).toMatchObject({ accountId: role.accountId, securityToken: /./ });
		await control.expireTemporaryKeys();
		const client = officialClient(simulator, { account: key });
		expect(await client.refusal('DescribeRegions')).toBe('InvalidSecurityToken.Expired');
		await control.reset();
		expect(await control.temporaryKeys()).toEqual([]);
		expect(await control.everyTemporaryKey()).toMatchObject([{ accessKeyId: key.accessKeyId }]);
	});

	test('settings, faults, requests and reset', async () => {
		expect(await control.settings({ eipQuota: 3, durations: { associating: 7 } })).toMatchObject({
			eipQuota: 3,
			durations: { associating: 7, releasing: 30 },
		});
		await control.faults.add({ kind: 'code', code: 'Broken', action: '/^Describe/', times: null });
		const client = officialClient(simulator);
		expect(await client.refusal('DescribeRegions')).toBe('Broken');
		expect(await client.refusal('DescribeRegions')).toBe('Broken');
		await control.faults.clear();
		await client.call('DescribeRegions');
		expect((await control.requests()).map(({ outcome }) => outcome)).toEqual([
			'Broken',
			'Broken',
			'ok',
		]);
		expect(await control.requests(1)).toHaveLength(1);
		expect(await control.maxInFlight({ action: 'DescribeRegions' })).toBe(1);
		expect(await control.state()).toMatchObject({
			url: simulator.url,
			account: simulator.account,
			requests: 3,
			faults: 0,
		});
		await control.reset();
		expect(await control.state()).toMatchObject({
			requests: 0,
			settings: { eipQuota: 20, durations: { associating: 30 } },
		});
	});

	test('fill the world around EIPs, and make roles', async () => {
		await control.namedWorld({ count: 2, region: 'cn-beijing', boundEvery: 1 });
		expect(await control.instances('cn-beijing')).toEqual(simulator.instances('cn-beijing'));
		expect(await control.instances('cn-beijing')).toHaveLength(10);
		expect(await control.eips('cn-beijing')).toHaveLength(10);
		expect(await control.addVpc({ name: '生产环境' })).toMatchObject({ region: 'cn-hangzhou' });
		expect(await control.addResourceGroup({ name: 'shop' })).toMatchObject({ status: 'OK' });
		const accountId = '4000000000000004';
		await control.addRole({ accountId, name: 'late', trusts: [] });
		expect(simulator.state.sts.role(`acs:ram::${accountId}:role/late`)).toBeDefined();
	});

	test('an unknown endpoint says which there are', async () => {
		const response = await fetch(`${simulator.url}/_simulator/constructor`);
		expect([response.status, await response.text()]).toEqual([
			404,
			expect.stringContaining('journal'),
		]);
	});
});

test('the same seed gives the same ids, another seed others', async () => {
	const idsOf = async (seed: number) => {
		const simulator = await startSimulator({ seed });
		const ids = simulator
			.addEips(3)
			.map(({ allocationId, ipAddress }) => `${allocationId} ${ipAddress}`);
		simulator.reset();
		const again = simulator
			.addEips(3)
			.map(({ allocationId, ipAddress }) => `${allocationId} ${ipAddress}`);
		await simulator.close();
		expect(again).toEqual(ids);
		return ids;
	};
	expect(await idsOf(1)).toEqual(await idsOf(1));
	expect(await idsOf(1)).not.toEqual(await idsOf(2));
});

test('30,000 EIPs have 30,000 ids and addresses, and listing stays quick', async () => {
	const simulator = await startSimulator();
	const eips = ['cn-hangzhou', 'cn-beijing', 'cn-shanghai'].flatMap((region) =>
		simulator.addEips(10_000, { region }),
	);
	expect(new Set(eips.map(({ allocationId }) => allocationId)).size).toBe(30_000);
	expect(new Set(eips.map(({ ipAddress }) => ipAddress)).size).toBe(30_000);
	expect(
		eipsOf(
			await officialClient(simulator).call('DescribeEipAddresses', {
				PageNumber: 100,
				PageSize: 100,
			}),
		),
	).toHaveLength(100);
	await simulator.close();
});

test('runs as a process of its own', async () => {
	const main = join(__dirname, 'main.ts');
	const tsx = join(__dirname, '../../node_modules/tsx/dist/cli.mjs');
	const child = spawn(process.execPath, [tsx, main, '--port', '0', '--sample'], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	try {
		const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
		expect(line).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		const control = connectSimulator(line);
		expect((await control.instances()).map(({ id }) => id)).toEqual(Object.values(SAMPLE_IDS));
	} finally {
		child.kill('SIGTERM');
	}
	const [code] = (await once(child, 'exit')) as [number | null];
	expect(code).toBe(0);
});
