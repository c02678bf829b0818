import OpenApiUtil from '@alicloud/openapi-util';
import { Request } from '@alicloud/tea-typescript';
import { createHash } from 'node:crypto';
import type { Account } from '../accounts';
import { ApiError } from '../wire/apiError';
import type { ApiRequest } from './apiRequest';
import { bodyHash } from './httpRequest';
import type { SignatureFacts } from './signatureV1';

const AUTHORIZATION =
	/^ACS3-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;

const incomplete = (why: string): ApiError =>
	new ApiError('IncompleteSignature', `The signature is incomplete: ${why}.`);

function signedHeadersOf(authorization: string): string[] {
	return AUTHORIZATION.exec(authorization)?.[2].split(';') ?? [];
}

/** What ACS3-HMAC-SHA256 needs must be there, and `host` and every `x-acs-*` header must be signed. */
export function factsOfV3({ http: { headers } }: ApiRequest): SignatureFacts {
	const authorization = headers.authorization ?? '';
	if (!AUTHORIZATION.test(authorization)) throw incomplete('Authorization is missing or malformed');
	for (const name of ['x-acs-date', 'x-acs-signature-nonce', 'x-acs-content-sha256']) {
		if (!headers[name]) throw incomplete(`${name} is missing`);
	}
	const signed = signedHeadersOf(authorization);
	const unsigned = Object.keys(headers).find(
		(name) => (name === 'host' || name.startsWith('x-acs-')) && !signed.includes(name),
	);
	if (unsigned) throw incomplete(`${unsigned} is not signed`);
	const absent = signed.find((name) => headers[name] === undefined);
	if (absent) throw incomplete(`${absent} is signed but was not sent`);
	return {
		timestamp: headers['x-acs-date'],
		nonce: headers['x-acs-signature-nonce'],
		securityToken: headers['x-acs-security-token'],
	};
}

/**
 * Compares with the Authorization header the official code computes over what came on the wire. The
 * hash of the body is the server's own: a false `x-acs-content-sha256` ends in a mismatch too.
 */
export function verifyV3({ http, query }: ApiRequest, account: Account): void {
	const { headers } = http;
	const signed = signedHeadersOf(headers.authorization);
	const request = new Request();
	request.method = http.method;
	request.pathname = http.path;
	request.query = Object.fromEntries(
		[...query].map(([name, value]) => [encodeURIComponent(name), value]),
	);
	request.headers = Object.fromEntries(signed.map((name) => [name, headers[name]]));
	const hash = bodyHash(http);
	const expected = OpenApiUtil.getAuthorization(
		request,
		'ACS3-HMAC-SHA256',
		hash,
		account.accessKeyId,
		account.accessKeySecret,
	);
	const same = headers.authorization.replace(/,\s+/g, ',') === expected;
	if (same && headers['x-acs-content-sha256'] === hash) return;

	const encode = (text: string) =>
		encodeURIComponent(text).replace(
			/[!'()*]/g,
			(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
		);
	const canonical = [
		http.method,
		http.path,
		[...query.keys()]
			.sort()
			.map((name) => `${encode(name)}=${encode(query.get(name) ?? '')}`)
			.join('&'),
		...[...signed].sort().map((name) => `${name}:${headers[name].trim()}`),
		'',
		[...signed].sort().join(';'),
		hash,
	].join('\n');
	const digest = createHash('sha256').update(canonical).digest('hex');
	throw new ApiError(
		'SignatureDoesNotMatch',
		`Specified signature does not match our calculation. server StringToSign is [ACS3-HMAC-SHA256\n${digest}], server CanonicalRequest is [${canonical}]`,
	);
}
