import OpenApiUtil from '@alicloud/openapi-util';
import type { Account } from '../accounts';
import { ApiError, missing } from '../wire/apiError';
import type { ApiRequest } from './apiRequest';

/** What a signature carries besides itself. */
export interface SignatureFacts {
	readonly timestamp: string;
	readonly nonce: string;
	readonly securityToken: string | undefined;
}

/** What signature 1.0 needs must be there; which method and version must fit. */
export function factsOfV1({ all }: ApiRequest): SignatureFacts {
	const need = (name: string): string => {
		const value = all.get(name);
		if (value === undefined || value === '') throw missing(name);
		return value;
	};
	need('AccessKeyId');
	const method = need('SignatureMethod');
	const version = need('SignatureVersion');
	const timestamp = need('Timestamp');
	const nonce = need('SignatureNonce');
	if (method !== 'HMAC-SHA1')
		throw new ApiError('IncompleteSignature', `SignatureMethod ${method} is not supported.`);
	if (version !== '1.0')
		throw new ApiError('IncompleteSignature', `SignatureVersion ${version} is not supported.`);
	if (!all.get('Signature')) throw new ApiError('IncompleteSignature');
	return { timestamp, nonce, securityToken: all.get('SecurityToken') };
}

function encode(text: string): string {
	return encodeURIComponent(text).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

/** Compares with the signature the official code computes; a difference echoes the string to sign, as the real server does. */
export function verifyV1({ http, all }: ApiRequest, account: Account): void {
	const signed = Object.fromEntries([...all].filter(([name]) => name !== 'Signature'));
	const expected = OpenApiUtil.getRPCSignature(signed, http.method, account.accessKeySecret);
	if (all.get('Signature') === expected) return;
	const canonical = Object.keys(signed)
		.sort()
		.map((name) => `${encode(name)}=${encode(signed[name])}`)
		.join('&');
	throw new ApiError(
		'SignatureDoesNotMatch',
		`Specified signature is not matched with our calculation. server string to sign is:${http.method}&${encode('/')}&${encode(canonical)}`,
	);
}
