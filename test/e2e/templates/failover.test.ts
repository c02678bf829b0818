import { type AddressInfo } from 'node:net';
import { type Server, createServer } from 'node:http';
import { Template, hasRun, textOf } from '../Template';
import { simulator } from '../environment';

jest.setTimeout(180_000);

const STANDBY = 'i-standby';

const template = Template.opened('6-failover');

let server: Server;
let allocationId: string;
/** How the server behind the Elastic IP answers. */
let status: number;
let questions = 0;
let settings: Record<string, string | boolean>;

beforeAll(async () => {
	server = createServer((_request, response) => {
		questions += 1;
		response.writeHead(status).end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	await simulator().addInstance({ type: 'EcsInstance', id: 'i-primary' });
	await simulator().addInstance({ type: 'EcsInstance', id: STANDBY });
	[{ allocationId }] = await simulator().addEips(1, { name: 'shop', instanceId: 'i-primary' });
	settings = {
		healthUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/health`,
		allocationId,
		standbyInstanceId: STANDBY,
	};
});

afterAll(async () => {
	server.close();
	await simulator().faults.clear();
});

beforeEach(() => {
	questions = 0;
});

const boundTo = async () => (await simulator().eip(allocationId))?.instanceId;

async function run({ dryRun = false } = {}) {
	await template.fillInSettings({ ...settings, dryRun });
	return await template.run('Every Minute');
}

describe('Failover to a standby server', () => {
	test('does nothing while the server is well', async () => {
		status = 200;
		const execution = await run();
		expect(hasRun(execution, 'Where Is It Associated?')).toBe(false);
		expect(questions).toBe(1);
		expect(await boundTo()).toBe('i-primary');
	});

	test('in a dry run says what would happen, and moves nothing', async () => {
		status = 503;
		const execution = await run({ dryRun: true });
		expect(textOf(execution, 'Put Alarm Here')).toMatch(
			/^Dry run\. .* would be moved from i-primary to the standby server i-standby/,
		);
		expect(hasRun(execution, 'Move to Standby')).toBe(false);
	});

	test('raises an alarm, too, when it cannot be read where the Elastic IP is', async () => {
		status = 503;
		await simulator().faults.add({
			...{ kind: 'code', action: 'DescribeEipAddresses', code: 'Forbidden.RAM' },
			...{ message: 'not allowed', status: 403, times: null },
		});
		const execution = await run();
		await simulator().faults.clear();
		expect(textOf(execution, 'Put Alarm Here')).toMatch(
			/nothing was moved: .*could not be read\. ./,
		);
		expect(await boundTo()).toBe('i-primary');
	});

	test('tells when the standby cannot take it, and leaves it associated where it was', async () => {
		status = 503;
		await simulator().addEips(1, { name: 'in the way', instanceId: STANDBY });
		const execution = await run();
		expect(textOf(execution, 'Put Alarm Here')).toMatch(
			/could not be moved: .*associated with 'i-primary' again/,
		);
		expect(await boundTo()).toBe('i-primary');
		const inTheWay = (await simulator().eips()).find(({ name }) => name === 'in the way');
		await simulator().remove(String(inTheWay?.allocationId));
	});

	test('asks three times, then moves the Elastic IP once', async () => {
		status = 503;
		const execution = await run();
		expect(questions).toBe(3);
		expect(textOf(execution, 'Put Alarm Here')).toMatch(
			/was moved from i-primary to the standby server i-standby/,
		);
		expect(await boundTo()).toBe(STANDBY);
	});

	test('moves nothing when the standby is down too', async () => {
		status = 503;
		const execution = await run();
		expect(hasRun(execution, 'Move to Standby')).toBe(false);
		expect(textOf(execution, 'Put Alarm Here')).toMatch(/standby server i-standby does not answer/);
		expect(await boundTo()).toBe(STANDBY);
	});
});
