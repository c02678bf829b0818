/**
 * An access key and what stands behind it. Several keys may belong to one main account
 * (`accountId`): they see the same EIPs, share its quota and its rates.
 */
export interface Account {
	readonly accessKeyId: string;
	readonly accessKeySecret: string;
	/** Main account; default {@link MAIN_ACCOUNT_ID}. */
	readonly accountId?: string;
	/** Default `active`. */
	readonly status?: 'active' | 'inactive';
	/**
	 * What RAM allows: everything, only actions that read, nothing, or those matching a list of
	 * patterns such as `vpc:DescribeEip*`. Default `full`.
	 */
	readonly rights?: 'full' | 'readOnly' | 'none' | readonly string[];
	/** Set for a temporary (STS) key: the token each request must carry. */
	readonly securityToken?: string;
	/** When the token ends, in ms since 1970; default never. */
	readonly tokenExpires?: number;
	/** `international` accounts may pay by traffic only. Default `china`. */
	readonly site?: 'china' | 'international';
	/** `true`: the key of the main account itself, which may not assume roles. */
	readonly root?: boolean;
	/** Set for a key that AssumeRole gave out: whose session it is, and what its policy leaves of the rights. */
	readonly session?: RoleSession;
	/** `insufficient` refuses whatever costs money. Default `ok`. */
	readonly balance?: 'ok' | 'insufficient';
}

/** The session of a role. */
export interface RoleSession {
	readonly roleName: string;
	readonly roleId: string;
	readonly sessionName: string;
	/** The statements of the session policy; absent: the rights of the role. */
	readonly policy?: readonly PolicyStatement[];
}

/** A statement of a session policy. Resources and conditions are accepted and not looked at. */
export interface PolicyStatement {
	readonly effect: 'Allow' | 'Deny';
	/** Patterns such as `vpc:Describe*`. */
	readonly actions: readonly string[];
}

/** A RAM role that keys of other accounts may assume. */
export interface Role extends Pick<Account, 'rights' | 'site' | 'balance'> {
	/** The account that it belongs to and acts in. */
	readonly accountId: string;
	readonly name: string;
	/** Main accounts and ARNs that its trust policy names. */
	readonly trusts: readonly string[];
	/** Asked for by its trust policy as `sts:ExternalId`. */
	readonly externalId?: string;
	/** The longest session in seconds; default 3600. */
	readonly maxSessionDuration?: number;
}

/** ARN of a role. */
export function arnOf({ accountId, name }: Pick<Role, 'accountId' | 'name'>): string {
	return `acs:ram::${accountId}:role/${name}`;
}

/** Main account of all default keys but the international one. */
export const MAIN_ACCOUNT_ID = '1000000000000001';

/** A key that may do everything. */
export const ACTIVE_KEY: Account = {
	accessKeyId: 'LTAI5tSimulatorActiveKey',
	accessKeySecret: 'simulator-secret-not-a-real-one',
};

/** A key that was disabled. */
export const INACTIVE_KEY: Account = {
	accessKeyId: 'LTAI5tSimulatorInactive',
	accessKeySecret: 'simulator-secret-inactive',
	status: 'inactive',
};

/** A key that may read and not write. */
export const READ_ONLY_KEY: Account = {
	accessKeyId: 'LTAI5tSimulatorReadOnly',
	accessKeySecret: 'simulator-secret-read-only',
	rights: 'readOnly',
};

/** A key without any rights (it can still ask who it is). */
export const NO_RIGHTS_KEY: Account = {
	accessKeyId: 'LTAI5tSimulatorNoRights',
	accessKeySecret: 'simulator-secret-no-rights',
	rights: 'none',
};

/** A temporary key with its token; both with characters that must be encoded. */
export const STS_KEY: Account = {
	accessKeyId: 'STS.SimulatorTemporaryKey',
	accessKeySecret: 'simulator-secret-temporary',
	securityToken: 'CAES+simulator/token==*~end',
};

/** A temporary key whose token has expired. */
export const EXPIRED_STS_KEY: Account = {
	accessKeyId: 'STS.SimulatorExpiredKey',
	accessKeySecret: 'simulator-secret-expired',
	securityToken: 'CAES+simulator/expired==',
	tokenExpires: 1,
};

/** A token that is refused as malformed, whatever key it comes with. */
export const MALFORMED_TOKEN = 'not-a-security-token';

/** A key of another main account, registered on the international site. */
export const INTERNATIONAL_KEY: Account = {
	accessKeyId: 'LTAI5tSimulatorInternational',
	accessKeySecret: 'simulator-secret-international',
	accountId: '5000000000000005',
	site: 'international',
};

/** The keys a simulator knows unless told otherwise; the first is `simulator.account`. */
export const DEFAULT_ACCOUNTS: readonly Account[] = [
	ACTIVE_KEY,
	INACTIVE_KEY,
	READ_ONLY_KEY,
	NO_RIGHTS_KEY,
	STS_KEY,
	EXPIRED_STS_KEY,
	INTERNATIONAL_KEY,
];

/** Main accounts that the key of {@link MAIN_ACCOUNT_ID} can act in. */
export const MEMBER_ACCOUNT_IDS = ['2000000000000002', '3000000000000003'] as const;

/** The external ID of the role in the second member account. */
export const EXTERNAL_ID = 'simulator-external-id';

const [firstMember, secondMember] = MEMBER_ACCOUNT_IDS;

/** The roles a simulator knows unless told otherwise. */
export const DEFAULT_ROLES: readonly Role[] = [
	{ accountId: firstMember, name: 'eip-operator', trusts: [MAIN_ACCOUNT_ID] },
	{
		accountId: secondMember,
		name: 'eip-operator',
		trusts: [MAIN_ACCOUNT_ID],
		externalId: EXTERNAL_ID,
	},
	{
		accountId: firstMember,
		name: 'eip-reader',
		trusts: [MAIN_ACCOUNT_ID],
		rights: 'readOnly',
		maxSessionDuration: 43_200,
	},
	{ accountId: secondMember, name: 'not-for-us', trusts: [firstMember] },
];

/** Main account of a key. */
export function accountIdOf(account: Account): string {
	return account.accountId ?? MAIN_ACCOUNT_ID;
}
