import {
	type Account,
	ACTIVE_KEY,
	EXPIRED_STS_KEY,
	INACTIVE_KEY,
	MALFORMED_TOKEN,
	NO_RIGHTS_KEY,
	STS_KEY,
} from '../simulator/accounts';

/** A secret that belongs to no key. */
export const WRONG_SECRET = 'this-secret-is-not-the-right-one';

/** The key of the stand-in for a language model. */
export const MODEL_KEY = 'this-is-the-key-of-no-language-model';

/** What is secret in keys. */
export const secretsOf = (keys: readonly Account[]): string[] =>
	keys.flatMap(({ accessKeySecret, securityToken }) =>
		securityToken ? [accessKeySecret, securityToken] : [accessKeySecret],
	);

/** Everything secret that the tests give to n8n; nothing of it may turn up in clear afterwards. */
export const SECRETS: string[] = [
	WRONG_SECRET,
	MODEL_KEY,
	MALFORMED_TOKEN,
	...secretsOf([ACTIVE_KEY, INACTIVE_KEY, NO_RIGHTS_KEY, STS_KEY, EXPIRED_STS_KEY]),
];
