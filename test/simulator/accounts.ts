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
	/** `insufficient` refuses whatever costs money. Default `ok`. */
	readonly balance?: 'ok' | 'insufficient';
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

/** Main account of a key. */
export function accountIdOf(account: Account): string {
	return account.accountId ?? MAIN_ACCOUNT_ID;
}
