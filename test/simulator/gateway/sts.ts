import { arnOf, type Account, type Role, type RoleSession } from '../accounts';
import { hash32, type Random } from '../state/random';

const KEY_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789';

/** Roles, and the temporary keys that AssumeRole gave out. */
export class Sts {
	readonly #roles: Role[];
	readonly #keys = new Map<string, Account>();

	constructor(
		roles: readonly Role[],
		private readonly random: Random,
	) {
		this.#roles = [...roles];
	}

	/** Makes a role. */
	add(role: Role): void {
		this.#roles.push(role);
	}

	/** The role of this ARN; names are not case-sensitive. */
	role(arn: string): Role | undefined {
		return this.#roles.find((role) => arnOf(role).toLowerCase() === arn.toLowerCase());
	}

	/** The number that RAM knows a role by; the same one each time. */
	idOf(role: Role): string {
		return `3${String(hash32(arnOf(role))).padStart(17, '0')}`;
	}

	/** A new temporary key of a role that ends at `expires`, in ms since 1970. */
	issue(role: Role, session: RoleSession, expires: number): Account {
		const account: Account = {
			accessKeyId: `STS.${this.random.text(24, KEY_ALPHABET)}`,
			accessKeySecret: this.random.text(44, KEY_ALPHABET),
			securityToken: `CAIS${this.random.text(300, `${KEY_ALPHABET}+/`)}==`,
			tokenExpires: expires,
			accountId: role.accountId,
			rights: role.rights,
			site: role.site,
			balance: role.balance,
			session,
		};
		this.#keys.set(account.accessKeyId, account);
		return account;
	}

	/** Ends all keys given out so far, as when the sessions of the roles are revoked. */
	expireAll(): void {
		for (const [id, key] of this.#keys) this.#keys.set(id, { ...key, tokenExpires: 1 });
	}

	/** All keys given out so far, oldest first, those that have expired included. */
	get keys(): readonly Account[] {
		return [...this.#keys.values()];
	}
}
