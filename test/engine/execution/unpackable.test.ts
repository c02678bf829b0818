import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { runNode } from '../harness';

/** Replies whose body cannot be unpacked: the change may have been made all the same. */

const body = JSON.stringify({ RequestId: 'R', AllocationId: 'eip-1', padding: 'x'.repeat(5000) });
const broken = (packed: Buffer) => {
	const copy = Buffer.from(packed);
	copy.fill(0xff, Math.floor(copy.length / 2));
	return copy;
};
const replies: Record<string, [encoding: string, body: Buffer]> = {
	'text that says it is gzip': ['gzip', Buffer.from(body)],
	'half of a gzip': ['gzip', gzipSync(body).subarray(0, 40)],
	'a broken gzip': ['gzip', broken(gzipSync(body))],
	'text that says it is deflate': ['deflate', Buffer.from(body)],
	'a broken deflate': ['deflate', broken(deflateSync(body))],
	'text that says it is brotli': ['br', Buffer.from(body)],
	'a broken brotli': ['br', broken(brotliCompressSync(body))],
	'half of a brotli': ['br', brotliCompressSync(body).subarray(0, 20)],
	'an encoding that nobody knows': ['rot13', Buffer.from(broken(gzipSync(body)))],
};

let server: Server;
let reply = replies['half of a gzip'];
const tokens: Array<string | null> = [];

beforeAll(async () => {
	server = createServer((request, response) => {
		request.resume();
		// A late read of the test before is not counted.
		if (request.headers['x-acs-action'] === 'AllocateEipAddress') {
			tokens.push(new URL(request.url ?? '', 'http://x').searchParams.get('ClientToken'));
		}
		response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': reply[0] });
		response.end(reply[1]);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());
beforeEach(() => tokens.splice(0));

async function run(parameters: object) {
	const { port } = server.address() as AddressInfo;
	return await runNode({
		parameters: { resource: 'elasticIp', options: { timeLimit: 2 }, ...parameters },
		credential: {
			accessKeyId: 'testid',
			accessKeySecret: 'testsecret',
			regionId: 'cn-hangzhou',
			signatureMethod: 'ACS3-HMAC-SHA256',
			endpointType: 'custom',
			endpoint: `http://127.0.0.1:${port}`,
		},
	});
}

describe.each(Object.keys(replies))('%s', (name) => {
	beforeEach(() => (reply = replies[name]));

	test('after a purchase: sent again with the same token, then said to be unknown', async () => {
		const { error } = await run({ operation: 'allocate' });
		expect(tokens.length).toBeGreaterThan(1);
		expect(new Set(tokens).size).toBe(1);
		expect(error?.message).toMatch(/^The (reply|endpoint)/);
		expect(error?.description).toContain('It is not known whether Alibaba Cloud made');
	});

	test('after a read ends in clear words', async () => {
		const { error } = await run({ operation: 'getAll' });
		expect(error?.message).toMatch(/^The (reply|endpoint)/);
		expect(error?.message).not.toMatch(/header check|unexpected end|decompress/i);
	});
});
