import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { SignatureMethod } from '../../../credentials/signature/accessKey';
import {
	type SignableRequest,
	type SigningMoment,
	signRequest,
} from '../../../credentials/signature/signRequest';

const SECRET = 'testsecret';

export const SIGNATURE_METHODS: SignatureMethod[] = ['ACS3-HMAC-SHA256', 'HMAC-SHA1'];

/** 24 November 2026, 00:39:09 UTC. */
export const MOMENT = { now: Date.UTC(2026, 10, 24, 0, 39, 9), nonce: 'fixed-nonce' };

/** The fields of a credential as n8n hands them over. */
export function credential(
	more: ICredentialDataDecryptedObject = {},
): ICredentialDataDecryptedObject {
	return {
		accessKeyId: 'testid',
		accessKeySecret: SECRET,
		securityToken: '',
		regionId: 'cn-hangzhou',
		signatureMethod: 'ACS3-HMAC-SHA256',
		endpointType: 'public',
		endpoint: '',
		...more,
	};
}

/** Signs a request of whatever form n8n may hand over. */
export function signAny(
	credentials: ICredentialDataDecryptedObject,
	request: object,
	moment?: SigningMoment,
): SignableRequest {
	return signRequest(credentials, request as SignableRequest, moment);
}

/** Freezes a value with all that is in it: whoever changes it gets a TypeError. */
export function deepFreeze<Value>(value: Value): Value {
	if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
		Object.freeze(value);
		for (const inner of Object.values(value)) deepFreeze(inner);
	}
	return value;
}

/** The decoded parameters of a URL, each name once. */
export function parametersOf(url: string | undefined): Record<string, string> {
	const pairs = [...new URL(url ?? '').searchParams];
	expect(new Set(pairs.map(([name]) => name)).size).toBe(pairs.length);
	return Object.fromEntries(pairs);
}
