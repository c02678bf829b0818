import { startSimulator, type Fault, type Simulator } from './index';
import { officialClient, type OfficialClient } from './testing/officialClient';
import { sendV1, sendV3, type RawReply } from './testing/signedRequest';
import { openGate, until } from './testing/until';

let simulator: Simulator;
let client: OfficialClient;

beforeEach(async () => {
	simulator = await startSimulator();
	client = officialClient(simulator);
});
afterEach(() => simulator.close());

const ALLOCATE = { action: 'AllocateEipAddress', parameters: { RegionId: 'cn-hangzhou' } };

/** Buys under a fault; answers with the reply (or the connection's error) and the number of EIPs bought. */
async function buy(fault: Fault): Promise<[RawReply | string, number]> {
	simulator.faults.add(fault);
	const reply = await sendV3(simulator, ALLOCATE).catch(
		(error: NodeJS.ErrnoException) => error.code ?? error.message,
	);
	return [reply, simulator.eips().length];
}

test('dropBefore: nothing was done', async () => {
	expect(await buy({ kind: 'dropBefore' })).toEqual(['ECONNRESET', 0]);
	expect(simulator.requests.at(-1)).toMatchObject({
		outcome: 'notServed',
		fault: 'dropBefore',
		action: 'AllocateEipAddress',
	});
});

test('dropAfter: it was done, the reply is lost', async () => {
	expect(await buy({ kind: 'dropAfter' })).toEqual(['ECONNRESET', 1]);
	expect(simulator.requests.at(-1)).toMatchObject({ outcome: 'ok', fault: 'dropAfter' });
});

test.each<[Fault, number, string, RegExp, number]>([
	[{ kind: 'status' }, 503, 'text/plain', /unavailable/, 0],
	[{ kind: 'status', status: 500, run: true }, 500, 'text/plain', /unavailable/, 1],
	[{ kind: 'html' }, 502, 'text/html', /<h1>502 Bad Gateway/, 0],
	[
		{ kind: 'code', code: 'SystemBusy', message: 'busy' },
		400,
		'application/json;charset=utf-8',
		/"Code":"SystemBusy","Message":"busy"/,
		0,
	],
	[
		{ kind: 'code', code: 'InternalError' },
		500,
		'application/json;charset=utf-8',
		/"Code":"InternalError"/,
		0,
	],
	[
		{ kind: 'code', code: 'InternalError', run: true },
		500,
		'application/json;charset=utf-8',
		/"Code":"InternalError"/,
		1,
	],
	[
		{ kind: 'xml' },
		200,
		'text/xml;charset=utf-8',
		/^<\?xml.*<AllocateEipAddressResponse>.*<AllocationId>eip-/,
		1,
	],
	[
		{ kind: 'xml', code: 'ServiceUnavailable' },
		503,
		'text/xml;charset=utf-8',
		/<Code>ServiceUnavailable<\/Code>/,
		0,
	],
	[
		{ kind: 'truncate', bytes: 20, clean: true },
		200,
		'application/json;charset=utf-8',
		/^.{20}$/,
		1,
	],
	[{ kind: 'body', body: '[1]' }, 200, 'application/json;charset=utf-8', /^\[1\]$/, 1],
	[
		{ kind: 'body', body: '{', padTo: 100_000, status: 201, headers: { 'content-type': 'x/y' } },
		201,
		'x/y',
		/^\{ {99999}$/,
		1,
	],
])('%o', async (fault, status, type, text, bought) => {
	const [reply, count] = await buy(fault);
	if (typeof reply === 'string') throw new Error(reply);
	expect([reply.status, reply.headers['content-type'], count]).toEqual([status, type, bought]);
	expect(reply.text).toMatch(text);
});

test('truncate: the connection ends in the middle of the reply', async () => {
	expect(await buy({ kind: 'truncate' })).toEqual(['ECONNRESET', 1]);
});

test('throttle: the code of flow control, and how long to wait if asked for', async () => {
	const [told] = await buy({ kind: 'throttle', retryAfterMs: 1234 });
	expect(told).toMatchObject({
		status: 400,
		code: 'Throttling.User',
		headers: { 'x-acs-retry-after': '1234' },
	});
	const [withoutHint] = await buy({ kind: 'throttle', code: 'Throttling.Api' });
	expect(withoutHint).toMatchObject({ code: 'Throttling.Api' });
	expect(withoutHint).not.toHaveProperty('headers.x-acs-retry-after');
});

test('redirect: to another host', async () => {
	expect((await buy({ kind: 'redirect', location: 'http://evil.example/' }))[0]).toMatchObject({
		status: 302,
		headers: { location: 'http://evil.example/' },
	});
});

test('delay: before or after it is done', async () => {
	const bought = async (fault: Omit<Fault, 'kind' | 'until'>, waiting: () => boolean) => {
		simulator.reset();
		const gate = openGate();
		const done = buy({ kind: 'delay', until: gate.promise, ...fault });
		await until(waiting);
		const count = simulator.eips().length;
		gate.resolve();
		await done;
		return count;
	};
	const request = () => simulator.requests.at(-1);
	expect(await bought({}, () => request()?.fault === 'delay')).toBe(0);
	expect(await bought({ after: true }, () => request()?.outcome === 'ok')).toBe(1);
	const start = performance.now();
	await buy({ kind: 'delay', ms: 30 });
	expect(performance.now() - start).toBeGreaterThan(28);
	simulator.settings.latency = 30;
	await client.call('DescribeRegions');
	expect(performance.now() - start).toBeGreaterThan(57);
});

test('faults choose their requests, skip, count and are used in order', async () => {
	simulator.faults.add({ kind: 'code', code: 'First', action: /^Describe/, skip: 1, times: 2 });
	simulator.faults.add({ kind: 'code', code: 'Second', region: 'cn-beijing', times: Infinity });
	simulator.faults.add({
		kind: 'code',
		code: 'Third',
		match: ({ parameters }) => parameters.EipName === 'x',
	});
	const codes: string[] = [];
	const list = async (parameters: Record<string, string> = {}) => {
		const { code } = await sendV1(simulator, {
			action: 'DescribeEipAddresses',
			parameters: { RegionId: 'cn-hangzhou', ...parameters },
		});
		codes.push(code);
	};
	await list();
	await list();
	await list();
	await list();
	await list({ RegionId: 'cn-beijing' });
	await list({ RegionId: 'cn-beijing' });
	await list({ EipName: 'x' });
	await list({ EipName: 'x' });
	expect(codes).toEqual(['', 'First', 'First', '', 'Second', 'Second', 'Third', '']);
	expect(simulator.faults.pending).toBe(1);
	simulator.faults.clear();
	await list({ RegionId: 'cn-beijing' });
	expect(codes.at(-1)).toBe('');
});

test('the SDK sees faults as its users would', async () => {
	simulator.faults.add({ kind: 'throttle', retryAfterMs: 10 });
	expect(await client.refusal('DescribeRegions')).toBe('Throttling.User');
	simulator.faults.add({ kind: 'html' });
	await expect(client.call('DescribeRegions')).rejects.toThrow(/JSON|Unexpected token/);
});

test('a lost purchase is found again with its ClientToken', async () => {
	simulator.faults.add({ kind: 'dropAfter' });
	await expect(client.call('AllocateEipAddress', { ClientToken: 't' })).rejects.toThrow();
	const { AllocationId } = await client.call('AllocateEipAddress', { ClientToken: 't' });
	expect(simulator.eips().map(({ allocationId }) => allocationId)).toEqual([AllocationId]);
});

test('maxInFlight counts what is served at the same moment, by key and region', async () => {
	const gate = openGate();
	simulator.faults.add({ kind: 'delay', until: gate.promise, times: Infinity });
	const list = (RegionId: string) => client.call('DescribeEipAddresses', { RegionId });
	const regions = [...Array<string>(5).fill('cn-hangzhou'), ...Array<string>(3).fill('cn-beijing')];
	const all = regions.map(list);
	await until(() => simulator.requests.filter(({ fault }) => fault === 'delay').length === 8);
	gate.resolve();
	await Promise.all(all);
	expect(simulator.maxInFlight()).toBe(5);
	expect(simulator.maxInFlight({ region: 'cn-beijing' })).toBe(3);
	expect(simulator.maxInFlight({})).toBe(8);
	expect(simulator.maxInFlight({ action: 'AllocateEipAddress' })).toBe(0);
	simulator.reset();
	for (let count = 0; count < 5; count++) await list('cn-hangzhou');
	expect(simulator.maxInFlight()).toBe(1);
});
