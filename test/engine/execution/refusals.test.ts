import { createServer } from 'node:net';
import { NO_RIGHTS_KEY } from '../../simulator';
import { TriggerHost } from '../trigger/TriggerHost';
import { credentialFor, locator, useSimulator } from '../setup';

const test$ = useSimulator();

const list = { operation: 'getAll' };
const get = (id: string) => ({ operation: 'get', allocationId: locator(id) });
const PAGE = '<!DOCTYPE html><html><body>Denied by the proxy of Example Inc.</body></html>';

describe('the refusal of a value', () => {
	test('names the field: a bandwidth of 300 in Update, where the billing cannot be read', async () => {
		const [eip] = test$.simulator.addEips(1, { internetChargeType: 'PayByTraffic' });
		test$.simulator.faults.add({
			kind: 'code',
			action: 'DescribeEipAddresses',
			code: 'Forbidden.RAM',
			times: Infinity,
		});
		const { error } = await test$.run({
			operation: 'update',
			allocationId: locator(eip.allocationId),
			updateFields: { bandwidth: 300 },
		});
		expect(error?.message).toBe("'Peak Bandwidth' has a value that Alibaba Cloud does not accept");
		expect(error?.description).toMatch(/Alibaba Cloud says: .*Bandwidth.*1 to 200/);
	});
});

describe('a missing permission', () => {
	test('is named with its region', async () => {
		const credential = credentialFor(test$.simulator, NO_RIGHTS_KEY);
		const { error } = await test$.run({ ...list, regionId: locator('cn-beijing') }, { credential });
		expect(error?.description).toMatch(
			/^Missing permission: vpc:DescribeEipAddresses in cn-beijing\./,
		);
	});

	test('of a release names the Elastic IP', async () => {
		const [eip] = test$.simulator.addEips(1);
		test$.simulator.faults.add({
			kind: 'code',
			action: 'ReleaseEipAddress',
			code: 'NoPermission',
			status: 403,
		});
		const { error } = await test$.run({
			operation: 'release',
			allocationId: locator(eip.allocationId),
		});
		expect(error?.description).toContain(
			`Missing permission: vpc:ReleaseEipAddress in cn-hangzhou for '${eip.allocationId}'.`,
		);
	});
});

describe('an answer of a proxy or gateway in front of Alibaba Cloud', () => {
	const answers = [
		['407', { kind: 'html', status: 407, body: '' }, /^A proxy asks for a user name/],
		['403 with a page', { kind: 'html', status: 403, body: PAGE }, /^A proxy or gateway/],
		['400 with text', { kind: 'status', status: 400, body: 'Bad Request' }, /^A proxy or gateway/],
		['a redirect', { kind: 'redirect', status: 302 }, /redirects/],
	] as const;

	test.each(answers)('%s ends a read with one request', async (_name, fault, message) => {
		test$.simulator.faults.add({ ...fault, times: Infinity });
		const { error } = await test$.run(get('eip-25877c70gddh5abcd'));
		expect(error?.message).toMatch(message);
		expect(test$.simulator.requests).toHaveLength(1);
	});

	test.each(answers)(
		'%s: a purchase says that nothing was bought or done',
		async (_name, fault) => {
			test$.simulator.faults.add({ ...fault, times: Infinity });
			const { error } = await test$.run({ operation: 'allocate' });
			expect(error?.description).toContain(
				'Nothing was done: the request did not reach Alibaba Cloud.',
			);
			expect(error?.description).not.toContain('not known');
			expect(test$.simulator.requests).toHaveLength(1);
			expect(test$.simulator.eips()).toHaveLength(0);
		},
	);

	test.each(answers)('%s ends the activation of the trigger at once', async (_name, fault) => {
		test$.simulator.faults.add({ ...fault, times: Infinity });
		const host = new TriggerHost({
			parameters: { events: ['released'] },
			credential: credentialFor(test$.simulator),
		});
		await expect(host.activate()).rejects.toThrow(/proxy|redirects/);
		expect(test$.simulator.requests.length).toBeLessThan(4);
	});

	test('429 without a code is tried again as throttling', async () => {
		test$.simulator.faults.add({ kind: 'status', status: 429, body: 'Too Many Requests' });
		expect(await test$.items(list)).toEqual([]);
		expect(test$.simulator.requests).toHaveLength(2);
	});

	test('what does not speak TLS is said at once, whoever asks', async () => {
		const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
		const port = await new Promise<number>((resolve) => {
			server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
		});
		const endpoint = `https://127.0.0.1:${port}`;
		const start = performance.now();
		const { error } = await test$.run(list, {
			credential: credentialFor(test$.simulator, undefined, { endpoint }),
		});
		server.close();
		expect(error?.message).toBe('The endpoint does not speak HTTPS');
		expect(performance.now() - start).toBeLessThan(5000);
	});
});

describe('a purchase that is refused', () => {
	test('with UnknownError says what to change, and that nothing was bought', async () => {
		test$.simulator.faults.add({ kind: 'code', code: 'UnknownError', status: 400 });
		const { error } = await test$.run({ operation: 'allocate' });
		expect(error?.message).toBe('Alibaba Cloud refused the order without a reason');
		expect(error?.description).toMatch(/'Metering Method'.*Nothing was bought\. \(code/);
	});
});

test.each([400, 500])(
	'a busy answer to a purchase says the same with the status %i',
	async (status) => {
		test$.simulator.faults.add({
			kind: 'code',
			code: 'OperationFailed.SystemBusy',
			status,
			times: Infinity,
		});
		const { error } = await test$.run({ operation: 'allocate', options: { timeLimit: 2 } });
		expect(error?.message).toBe('Alibaba Cloud is busy');
		expect(error?.description).toContain('Nothing was bought.');
		expect(error?.description).not.toContain('not known');
	},
);
