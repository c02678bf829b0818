import { createHash } from 'node:crypto';
import type { AccessKey } from '../signature/accessKey';
import { endpointOf } from '../signature/endpoint';
import type { TemporaryKey } from './assumeRole';
import type { Role } from './readRole';

/** Milliseconds before their end at which keys are renewed: what is sent with them must arrive before. */
export const RENEW_BEFORE = 5 * 60_000;
/** Where they cannot be renewed, the old ones are used until so many milliseconds before their end. */
const USE_UNTIL = 60_000;
/** Milliseconds until it is tried again to renew keys that are still valid. */
const RENEW_AGAIN_AFTER = 30_000;
const MAX_ENTRIES = 1_000;

/** Time for durations; never jumps. */
interface MonotonicClock {
	monotonic(): number;
}

/** Fetched keys, and how many milliseconds after they were asked for they expire. */
export interface FetchedKey {
	key: TemporaryKey;
	lifetime: number;
}

interface Entry {
	key?: TemporaryKey;
	renewAt: number;
	expiresAt: number;
	/** The fetch under way; resolves with why there are no keys. */
	pending?: Promise<TemporaryKey | Error>;
}

/** The temporary keys of a process: each set is fetched once, whoever needs it, and renewed in time. */
export class TemporaryKeys {
	/** Oldest first. */
	readonly #entries = new Map<string, Entry>();

	constructor(private readonly clock: MonotonicClock) {}

	/**
	 * Keys that are valid for a while. A fetch is shared by all that need it meanwhile, its failure too; the
	 * next one fetches again.
	 *
	 * @param name see `temporaryKeyName`
	 * @throws what the fetch threw, where no keys are left that are valid for a while
	 */
	async take(name: string, fetch: () => Promise<FetchedKey>): Promise<TemporaryKey> {
		const known = this.#entries.get(name);
		if (known?.key && this.clock.monotonic() < known.renewAt) return known.key;
		const entry = known ?? this.#add(name);
		entry.pending ??= this.#renew(name, entry, fetch);
		const outcome = await entry.pending;
		if (outcome instanceof Error) throw outcome;
		return outcome;
	}

	/** Forgets keys that Alibaba Cloud refused. Newer ones stay. */
	drop(name: string, refused: Pick<TemporaryKey, 'accessKeyId'>): void {
		const entry = this.#entries.get(name);
		if (entry?.key?.accessKeyId !== refused.accessKeyId) return;
		entry.key = undefined;
		if (!entry.pending) this.#entries.delete(name);
	}

	/** How many sets of keys are kept. For tests. */
	get size(): number {
		return this.#entries.size;
	}

	#add(name: string): Entry {
		const now = this.clock.monotonic();
		for (const [other, { pending, expiresAt }] of this.#entries) {
			const isOver = expiresAt <= now || this.#entries.size >= MAX_ENTRIES;
			if (isOver && !pending) this.#entries.delete(other);
		}
		const entry: Entry = { renewAt: 0, expiresAt: 0 };
		this.#entries.set(name, entry);
		return entry;
	}

	async #renew(
		name: string,
		entry: Entry,
		fetch: () => Promise<FetchedKey>,
	): Promise<TemporaryKey | Error> {
		const asked = this.clock.monotonic();
		const outcome = await fetch().catch((error: unknown) =>
			error instanceof Error ? error : new Error(String(error)),
		);
		entry.pending = undefined;
		if (!(outcome instanceof Error)) {
			entry.key = outcome.key;
			entry.expiresAt = asked + outcome.lifetime;
			entry.renewAt = entry.expiresAt - RENEW_BEFORE;
			return outcome.key;
		}
		const now = this.clock.monotonic();
		const useUntil = entry.expiresAt - USE_UNTIL;
		if (entry.key && now < useUntil) {
			entry.renewAt = Math.min(now + RENEW_AGAIN_AFTER, useUntil);
			return entry.key;
		}
		this.#entries.delete(name);
		return outcome;
	}
}

/**
 * What temporary keys are kept by: the AccessKey with its secrets, where and as whom the role is assumed.
 * A hash, so that no secret is kept by it.
 */
export function temporaryKeyName(accessKey: AccessKey, role: Role): string {
	const { accessKeyId, accessKeySecret, securityToken = '', regionId } = accessKey;
	const { roleArn, roleSessionName, externalId = '', duration, policy = '' } = role;
	const endpoint = endpointOf(accessKey, 'Sts', regionId);
	const parts = [
		...[accessKeyId, accessKeySecret, securityToken, endpoint],
		...[roleArn, roleSessionName, externalId, duration, policy],
	];
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/**
 * The keys of each process. Owner: the clock, of which a process has one. Key: see `temporaryKeyName`.
 * Bound: 1,000 sets. End: when they expire, or Alibaba Cloud refuses them. They never leave the process.
 */
const temporaryKeys = new WeakMap<MonotonicClock, TemporaryKeys>();

export function temporaryKeysOf(clock: MonotonicClock): TemporaryKeys {
	const known = temporaryKeys.get(clock) ?? new TemporaryKeys(clock);
	temporaryKeys.set(clock, known);
	return known;
}
