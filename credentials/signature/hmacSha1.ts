import { createHmac } from 'node:crypto';
import { canonicalQuery, percentEncode } from './percentEncode';

/**
 * The `Signature` of a request by signature version 1.0 (HMAC-SHA1), base64.
 *
 * @param method the HTTP method, upper case: the same parameters have another signature by GET than by POST
 * @param parameters everything that is sent, in the URL and in a form body, but not `Signature`
 * @see https://www.alibabacloud.com/help/en/sdk/product-overview/rpc-mechanism
 */
export function signHmacSha1(
	method: string,
	parameters: Record<string, string>,
	accessKeySecret: string,
): string {
	const stringToSign = `${method}&%2F&${percentEncode(canonicalQuery(parameters))}`;
	return createHmac('sha1', `${accessKeySecret}&`).update(stringToSign).digest('base64');
}
