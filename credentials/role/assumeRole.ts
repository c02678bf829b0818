import type { IDataObject } from 'n8n-workflow';
import type { Role } from './readRole';

/** Temporary keys of a role. */
export interface TemporaryKey {
	accessKeyId: string;
	accessKeySecret: string;
	securityToken: string;
}

/** Temporary keys as they were given out. */
export interface IssuedKey {
	key: TemporaryKey;
	/** When they expire, by the clock of Alibaba Cloud; undefined where the reply does not say it. */
	expiration?: number;
}

/** The parameters of AssumeRole, STS 2015-04-01. */
export function assumeRoleParameters(role: Role): Record<string, string> {
	return {
		RoleArn: role.roleArn,
		RoleSessionName: role.roleSessionName,
		DurationSeconds: String(role.duration),
		...(role.externalId !== undefined && { ExternalId: role.externalId }),
		...(role.policy !== undefined && { Policy: role.policy }),
	};
}

/** Reads the reply to AssumeRole; undefined when it does not hold a whole set of keys. */
export function readIssuedKey({ Credentials: parts }: IDataObject): IssuedKey | undefined {
	if (typeof parts !== 'object' || parts === null || Array.isArray(parts)) return undefined;
	const { AccessKeyId, AccessKeySecret, SecurityToken, Expiration } = parts as IDataObject;
	if (!isKeyPart(AccessKeyId) || !isKeyPart(AccessKeySecret) || !isKeyPart(SecurityToken)) {
		return undefined;
	}
	const expiration = Date.parse(String(Expiration));
	return {
		key: {
			accessKeyId: AccessKeyId,
			accessKeySecret: AccessKeySecret,
			securityToken: SecurityToken,
		},
		...(!Number.isNaN(expiration) && { expiration }),
	};
}

function isKeyPart(value: unknown): value is string {
	return typeof value === 'string' && /^[\x21-\x7E]+$/.test(value);
}
