import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { trimPasted } from '../signature/trimPasted';

/** A RAM role and how it is assumed. */
export interface Role {
	/** Such as `acs:ram::1234567890123456:role/eip-operator`. */
	roleArn: string;
	roleSessionName: string;
	externalId?: string;
	/** Seconds that the temporary keys are valid. */
	duration: number;
	/** A RAM policy as JSON, which leaves of the role's rights what it allows too. */
	policy?: string;
}

/** Stands for the account of the credential where a node takes a role, so that an expression can name it. */
export const OWN_ACCOUNT = 'own';

const ROLE_ARN = /^acs:ram::\d{1,32}:role\/[\w.@/-]{1,128}$/;
const SESSION_NAME = /^[\w.@-]{2,64}$/;
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;
const MIN_DURATION = 900;
const MAX_DURATION = 43_200;
const LONGEST_POLICY = 2048;

const DEFAULTS = { roleSessionName: 'n8n', duration: 3600 };

/**
 * The role that is to be assumed with the AccessKey; undefined where there is none. The role of an item
 * takes the place of the credential's own. How it is assumed is in the fields that the credential shows
 * while it assumes a role; otherwise the defaults hold.
 *
 * @param itemRoleArn the 'Act in Account' of the item; empty where it names none
 * @throws Error naming the field
 */
export function readRole(
	credentials: ICredentialDataDecryptedObject,
	itemRoleArn = '',
): Role | undefined {
	// One that was saved before there were roles does not have it.
	const isOn = Object.hasOwn(credentials, 'assumeRole') && readSwitch(credentials.assumeRole);
	const ofItem = trimPasted(itemRoleArn);
	if (!isOn && ofItem === '') return undefined;
	const text = (name: string) => trimPasted(String(credentials[name] ?? ''));
	const roleArn = ofItem || text('roleArn');
	const field = ofItem ? "'Act in Account'" : "The 'Role ARN' of the credential";
	if (roleArn === '') {
		throw new Error(`${field} is empty. Enter the ARN of the role, or turn off 'Assume Role'.`);
	}
	if (!ROLE_ARN.test(roleArn)) {
		throw new Error(
			`${field} is not the ARN of a role, such as 'acs:ram::1234567890123456:role/eip-operator'. Copy the ARN from the role's page in the RAM console.`,
		);
	}
	return isOn ? { roleArn, ...readSettings(credentials, text) } : { roleArn, ...DEFAULTS };
}

/** @throws Error when it is neither yes nor no: then nobody knows in which account to act */
function readSwitch(value: unknown): boolean {
	const given = trimPasted(String(value ?? '')).toLowerCase();
	if (given === 'true' || given === 'false') return given === 'true';
	throw new Error("'Assume Role' of the credential is neither true nor false. Turn it on or off.");
}

function readSettings(
	credentials: ICredentialDataDecryptedObject,
	text: (name: string) => string,
): Omit<Role, 'roleArn'> {
	const roleSessionName = text('roleSessionName') || DEFAULTS.roleSessionName;
	if (!SESSION_NAME.test(roleSessionName)) {
		throw new Error(
			"The 'Role Session Name' of the credential is not valid. It must have 2 to 64 letters, digits, dots, hyphens, underscores or @.",
		);
	}
	const externalId = text('roleExternalId') || undefined;
	if (externalId !== undefined && !EXTERNAL_ID.test(externalId)) {
		throw new Error(
			"The 'External ID' of the credential is not valid. It must have 2 to 1,224 letters, digits or + = , . @ : / - _",
		);
	}
	const duration = Number(text('roleDuration') || DEFAULTS.duration);
	if (!Number.isInteger(duration) || duration < MIN_DURATION || duration > MAX_DURATION) {
		throw new Error(
			`The 'Session Duration' of the credential is not a whole number of seconds from ${MIN_DURATION} to ${MAX_DURATION}.`,
		);
	}
	return { roleSessionName, externalId, duration, policy: readPolicy(credentials.rolePolicy) };
}

/** As it was written: Alibaba Cloud counts its characters. */
function readPolicy(value: unknown): string | undefined {
	const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
	const policy = trimPasted(String(text ?? ''));
	if (policy === '' || policy === '{}') return undefined;
	if (policy.length > LONGEST_POLICY) {
		throw new Error(
			`The 'Session Policy' of the credential is longer than ${LONGEST_POLICY.toLocaleString('en-US')} characters.`,
		);
	}
	if (!isObject(policy)) {
		throw new Error(
			"The 'Session Policy' of the credential is not a JSON object. Enter a RAM policy with 'Version' and 'Statement', or leave it empty.",
		);
	}
	return policy;
}

function isObject(json: string): boolean {
	try {
		const value: unknown = JSON.parse(json);
		return typeof value === 'object' && value !== null && !Array.isArray(value);
	} catch {
		return false;
	}
}

/**
 * Tells roles of one AccessKey apart, with all that can change what they may do; for whatever is kept by
 * account, also where it is stored. The external ID and the policy stand in it as a hash only.
 */
export function roleKey({ roleArn, roleSessionName, externalId, policy }: Role): string {
	const parts = JSON.stringify([roleSessionName, externalId ?? '', policy ?? '']);
	return `${roleArn}#${createHash('sha256').update(parts).digest('hex').slice(0, 12)}`;
}
