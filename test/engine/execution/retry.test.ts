import { useSimulator } from '../setup';

const test$ = useSimulator();
const list = { operation: 'getAll' };
const allocate = { operation: 'allocate' };

describe('what is repeated', () => {
	test.each([
		['a throttled request', { kind: 'throttle', retryAfterMs: 20 }],
		['a lost reply', { kind: 'dropAfter' }],
		['a request that never arrived', { kind: 'dropBefore' }],
		['a server fault', { kind: 'status', status: 503 }],
		['a gateway page', { kind: 'html' }],
		['a reply that broke off', { kind: 'truncate' }],
		['a reply that broke off unseen', { kind: 'truncate', clean: true }],
		['a nonce seen before', { kind: 'code', code: 'SignatureNonceUsed', status: 400 }],
	] as const)('%s, when it reads', async (_name, fault) => {
		test$.simulator.addEips(3);
		test$.simulator.faults.add({ ...fault, times: 2 });
		expect(await test$.items(list)).toHaveLength(3);
		expect(test$.sent('DescribeEipAddresses')).toHaveLength(3);
	});

	test.each([
		['a throttled request', { kind: 'throttle', retryAfterMs: 20 }],
		['a lost reply', { kind: 'dropAfter' }],
		['a request that never arrived', { kind: 'dropBefore' }],
		['a server fault after the purchase', { kind: 'status', status: 500, run: true }],
		['a gateway page after the purchase', { kind: 'html', run: true }],
		['a reply that broke off', { kind: 'truncate' }],
		['another task at work', { kind: 'code', code: 'OperationConflict', status: 400 }],
	] as const)('%s, when it buys, without buying twice', async (_name, fault) => {
		test$.simulator.faults.add({ ...fault, times: 2, action: 'AllocateEipAddress' });
		const [output] = await test$.items(allocate);
		expect(test$.simulator.eips().map(({ allocationId }) => allocationId)).toEqual([
			output.allocationId,
		]);
		expect(
			new Set(test$.sent('AllocateEipAddress').map(({ ClientToken }) => ClientToken)).size,
		).toBe(1);
		expect(test$.sent('AllocateEipAddress')).toHaveLength(3);
	});

	test.each(['QuotaExceeded.Eip', 'InsufficientBalance', 'FrequentPurchase.EIP', 'Some.NewCode'])(
		'not %s',
		async (code) => {
			test$.simulator.faults.add({
				kind: 'code',
				code,
				status: 400,
				message: 'Told by the server.',
				action: 'AllocateEipAddress',
			});
			const { error } = await test$.run(allocate);
			expect(error?.description).toContain(`code ${code}`);
			expect(test$.sent('AllocateEipAddress')).toHaveLength(1);
		},
	);

	test('nothing beyond the time limit of the user', async () => {
		test$.simulator.faults.add({ kind: 'throttle', times: Infinity });
		const start = Date.now();
		const { error } = await test$.run({ ...list, options: { timeLimit: 2 } });
		expect(Date.now() - start).toBeLessThan(4_000);
		expect(error?.message).toBe('Alibaba Cloud limits the number of requests of this account');
		expect(error?.failure).toEqual({ cause: 'rate-limited' });
	});
});

test('an unknown code shows the message of Alibaba Cloud', async () => {
	test$.simulator.faults.add({
		kind: 'code',
		code: 'Some.NewCode',
		status: 400,
		message: 'The moon is in the wrong place.',
	});
	const { error } = await test$.run(list);
	expect(error?.message).toBe('The moon is in the wrong place.');
	expect(error?.description).toMatch(/code Some.NewCode, RequestId /);
});

test('no redirect is followed with a signed request', async () => {
	test$.simulator.faults.add({
		kind: 'redirect',
		location: 'http://127.0.0.1:9/',
		times: Infinity,
	});
	const { error } = await test$.run({ ...list, options: { timeLimit: 1 } });
	expect(error?.message).toContain('redirects to another address');
});

test('a host that cannot be reached is said in words', async () => {
	const { error } = await test$.run(
		{ ...list, options: { timeLimit: 1 } },
		{
			credential: {
				accessKeyId: 'a',
				accessKeySecret: 'b',
				regionId: 'cn-hangzhou',
				endpointType: 'custom',
				endpoint: 'http://127.0.0.1:9',
			},
		},
	);
	expect(error?.message).toMatch(
		/^The endpoint refused the connection|^The service refused the connection/,
	);
});
