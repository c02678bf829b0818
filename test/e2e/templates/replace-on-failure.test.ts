import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Template, hasRun, textOf } from '../Template';
import { simulator } from '../environment';

jest.setTimeout(180_000);

const template = Template.opened('15-replace-on-failure');

let server: Server;
/** How the server behind the Elastic IP answers. */
let status = 200;
let settings: Record<string, string | number | boolean>;

beforeAll(async () => {
	server = createServer((_request, response) => {
		response.writeHead(status).end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	settings = { instanceId: 'i-shop', port };
	await simulator().addInstance({ type: 'EcsInstance', id: 'i-shop' });
	// The address leads to the server of this test.
	await simulator().addEips(1, {
		...{ name: 'shop', instanceId: 'i-shop', ipAddress: '127.0.0.1' },
		allocationTime: Date.now() - 86_400_000,
	});
});

afterAll(() => {
	server.close();
});

const address = async () =>
	(await simulator().eips('cn-hangzhou')).find(({ instanceId }) => instanceId === 'i-shop')
		?.ipAddress;

async function run(trigger: string, more: Record<string, string | number | boolean> = {}) {
	await template.fillInSettings({ ...settings, ...more });
	return await template.run(trigger);
}

describe('Replace when the health check fails, or on a schedule', () => {
	test('does nothing while the server answers', async () => {
		const execution = await run('Every Five Minutes', { dryRun: false });
		expect(hasRun(execution, 'All Is Well')).toBe(true);
		expect(hasRun(execution, 'Dry Run?')).toBe(false);
	});

	test('as it is shipped it says what would happen, and does nothing', async () => {
		const rotation = await run('Every Sunday');
		expect(textOf(rotation, 'Put Message Here')).toMatch(
			/^Dry run\. Rotation: 127\.0\.0\.1 of i-shop would be replaced/,
		);
		expect(await address()).toBe('127.0.0.1');
	});

	test('replaces the address that does not answer, but no new one again', async () => {
		status = 503;
		const execution = await run('Every Five Minutes', { dryRun: false });
		const next = await address();
		expect(next).not.toBe('127.0.0.1');
		expect(textOf(execution, 'Put Message Here')).toContain(
			`No answer: 127.0.0.1 of i-shop was replaced with ${next}`,
		);
		const again = await run('Every Sunday', { dryRun: false });
		expect(textOf(again, 'Put Message Here')).toMatch(
			/^Rotation: .* was not replaced: .* less than 6/,
		);
		expect(await address()).toBe(next);
	});

	test('tells when the instance has no Elastic IP', async () => {
		const execution = await run('Every Five Minutes', { instanceId: 'i-simulator-ecs-1' });
		expect(textOf(execution, 'Put Message Here')).toMatch(
			/^The Elastic IP of .* could not be read/,
		);
	});
});
