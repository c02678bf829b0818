import { createHmac, hash } from 'node:crypto';
import { canonicalQuery } from './percentEncode';

const ACS3_ALGORITHM = 'ACS3-HMAC-SHA256';

/** What is signed. Header names in lower case; `path` is already percent-encoded. */
export interface Acs3Request {
	method: string;
	path: string;
	parameters: Record<string, string>;
	headers: Record<string, string>;
	bodySha256: string;
}

/** SHA-256 of a request body as lower-case hex, for `x-acs-content-sha256`. */
export function sha256Hex(content: string): string {
	return hash('sha256', content, 'hex');
}

/**
 * The `Authorization` header of a request by signature version 3 (ACS3-HMAC-SHA256). Signs
 * `host`, `content-type` and every `x-acs-` header that is in `headers`.
 *
 * @see https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
 */
export function signAcs3(
	{ method, path, parameters, headers, bodySha256 }: Acs3Request,
	accessKeyId: string,
	accessKeySecret: string,
): string {
	const signedNames = Object.keys(headers)
		.filter((name) => name === 'host' || name === 'content-type' || name.startsWith('x-acs-'))
		.sort();
	let canonicalHeaders = '';
	for (const name of signedNames) canonicalHeaders += `${name}:${headers[name].trim()}\n`;
	const signedHeaders = signedNames.join(';');
	const canonicalRequest = `${method}\n${path}\n${canonicalQuery(parameters)}\n${canonicalHeaders}\n${signedHeaders}\n${bodySha256}`;
	const stringToSign = `${ACS3_ALGORITHM}\n${sha256Hex(canonicalRequest)}`;
	const signature = createHmac('sha256', accessKeySecret).update(stringToSign).digest('hex');
	return `${ACS3_ALGORITHM} Credential=${accessKeyId},SignedHeaders=${signedHeaders},Signature=${signature}`;
}
