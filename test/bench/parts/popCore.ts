import { createRequire } from 'node:module';

interface RpcClient {
	request(action: string, parameters: object, options: object): Promise<unknown>;
}

/** The HTTP client that `@alicloud/pop-core` brings along, as far as it is replaced here. */
interface Httpx {
	request: (url: string, options: { data?: string }) => Promise<object>;
	read: (response: object) => Promise<string>;
}

/**
 * The request of the older official SDK, up to the point where it would be sent. The SDK doesn't
 * export its signature, so its HTTP client is replaced.
 *
 * @param sent called with the finished form
 */
export function popCoreClient(
	accessKey: { accessKeyId: string; accessKeySecret: string },
	sent: (form: string) => void,
): RpcClient {
	const path = require.resolve('@alicloud/pop-core');
	const httpx = createRequire(path)('httpx') as Httpx;
	const reply = { req: { getHeaders: () => ({}) }, statusCode: 200, headers: {} };
	httpx.request = async (_url, { data }) => {
		sent(data ?? '');
		return reply;
	};
	httpx.read = async () => '{}';
	const { RPCClient } = createRequire(path)('@alicloud/pop-core') as {
		RPCClient: new (options: object) => RpcClient;
	};
	return new RPCClient({
		...accessKey,
		endpoint: 'https://vpc.cn-hangzhou.aliyuncs.com',
		apiVersion: '2016-04-28',
	});
}
