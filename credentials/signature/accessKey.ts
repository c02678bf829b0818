import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { trimPasted } from './trimPasted';

/** The name of the credential's type in n8n. */
export const CREDENTIAL = 'alibabaCloudAccessKeyApi';

export type SignatureMethod = 'ACS3-HMAC-SHA256' | 'HMAC-SHA1';
export type EndpointType = 'public' | 'vpc' | 'custom';

/** The credential's fields, trimmed and checked. */
export interface AccessKey {
	accessKeyId: string;
	accessKeySecret: string;
	securityToken?: string;
	regionId: string;
	signatureMethod: SignatureMethod;
	endpointType: EndpointType;
	/** Only with `endpointType` `custom`. */
	endpoint?: string;
}

const PRINTABLE_ASCII = /^[\x21-\x7E]+$/;

/**
 * Reads the fields of `alibabaCloudAccessKeyApi`. What was pasted around a key is cut off.
 *
 * @throws Error naming the field when a key is missing or holds a character no key can have, so
 *   that nothing is ever sent unsigned.
 */
export function readAccessKey(credentials: ICredentialDataDecryptedObject): AccessKey {
	const text = (name: string) => trimPasted(String(credentials[name] ?? ''));
	const key = (name: string, displayName: string) => {
		const value = text(name);
		if (value === '') throw new Error(`The '${displayName}' of the credential is empty.`);
		if (!PRINTABLE_ASCII.test(value)) {
			throw new Error(
				`The '${displayName}' of the credential contains a space or another character that a key cannot contain. Copy it again from the RAM console.`,
			);
		}
		return value;
	};
	return {
		accessKeyId: key('accessKeyId', 'AccessKey ID'),
		accessKeySecret: key('accessKeySecret', 'AccessKey Secret'),
		securityToken: text('securityToken') === '' ? undefined : key('securityToken', 'STS Token'),
		regionId: text('regionId'),
		signatureMethod: text('signatureMethod') === 'HMAC-SHA1' ? 'HMAC-SHA1' : 'ACS3-HMAC-SHA256',
		endpointType: readEndpointType(text('endpointType')),
		endpoint: text('endpoint') || undefined,
	};
}

function readEndpointType(value: string): EndpointType {
	return value === 'vpc' || value === 'custom' ? value : 'public';
}
