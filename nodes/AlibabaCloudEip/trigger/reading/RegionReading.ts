import type { Session } from '../../api/client/session';
import { type ElasticIp, describeByIds } from '../../api/elasticIp';
import { PAUSES_UNTIL_FOUND } from '../../api/waiting/absence';
import { ApiFailure } from '../../errors/ApiFailure';
import { toError } from '../../errors/toError';
import { toMinutes } from '../record/minutes';
import { type RegionSnapshot, type TriggerState, missingFrom } from '../state/TriggerState';
import { listRegion, missedByFirstLook } from './listRegion';
import { OutOfTime, type PollLimits, openPollSession } from './pollSession';
import type { ReadingEnvironment } from './ReadingEnvironment';
import { type UsagePoint, firstMinuteNeeded, readTraffic } from './readTraffic';

/** The bandwidth use of an Elastic IP, or why it could not be read. */
export type Traffic = { points: UsagePoint[]; now: number } | Error;

/** What came out of reading a region. */
export type Observation = { regionId: string } & (
	| {
			kind: 'read';
			listing: ElasticIp[];
			unconfirmed: Map<string, number>;
			/** By the ID of those that are to be measured. */
			traffic: Map<string, Traffic>;
			now: number;
	  }
	| { kind: 'failed'; error: Error }
	| { kind: 'no time' }
);

/**
 * One that is not found by ID in so many checks in a row is gone. Between them are these
 * milliseconds, or polls where a poll has no time to wait.
 */
const CHECKS_FOR_A_RELEASE = 3;
const BETWEEN_CHECKS = [1_000, 3_000];

/** A region kept silent for the whole time. */
class NoAnswer extends ApiFailure {
	constructor() {
		super({
			message: 'There was no answer within the time that a poll may take',
			reached: 'unknown',
		});
		this.name = 'NoAnswer';
	}
}

/** What a poll reads of one region, as far as it has come. */
export class RegionReading {
	#listing: ElasticIp[] | undefined;

	/** A list that is not believed at once, as there was none before. */
	#firstLook: ElasticIp[] | undefined;

	#now = 0;

	/** Those that are not in the list, and in how many checks by ID they were not found either. */
	readonly #missing = new Map<string, number>();

	readonly #traffic = new Map<string, Traffic>();

	#error: Error | undefined;

	/** When its first request was sent. */
	#startedAt: number | undefined;

	#replies = 0;

	/** @param isFirst whether no other region of the poll begins earlier: then time is never to blame */
	constructor(
		private readonly environment: ReadingEnvironment,
		private readonly regionId: string,
		private readonly old: Pick<TriggerState, 'regions' | 'usage'>,
		private readonly scope: RegionSnapshot['scope'],
		private readonly isFirst: boolean,
		private readonly limits: PollLimits,
	) {}

	/** Reads the list. Never throws. */
	async list(): Promise<void> {
		const { clock } = this.environment;
		if (!this.isFirst && clock.monotonic() >= this.limits.deadline) return;
		await this.#orFail(async () => {
			const listing = await listRegion(this.#openSession(), this.scope);
			if (this.#isMissed(listing)) this.#firstLook = listing;
			else await this.#take(listing);
		});
	}

	/** Makes sure of what the list does not say: what seems not to be there, and how much is used. Never throws. */
	async complete(): Promise<void> {
		const firstLook = this.#firstLook;
		if (firstLook)
			await this.#orFail(async () => await this.#take(await this.#lookAgain(firstLook)));
		if (!this.#listing) return;
		const { settings } = this.environment;
		const measured = settings.usage.allocationIds.filter((id) => this.#find(id));
		await Promise.all([
			this.#confirm().catch(toError),
			...measured.map(async (id) => await this.#measure(id)),
		]);
	}

	/**
	 * What is known by now.
	 *
	 * @param share the milliseconds after which a region that gave no reply has had its time
	 */
	outcome(share: number): Observation {
		const { regionId, environment } = this;
		if (this.#listing) {
			return {
				regionId,
				kind: 'read',
				listing: [...this.#listing],
				unconfirmed: new Map(
					[...this.#missing].filter(([, checks]) => checks < CHECKS_FOR_A_RELEASE),
				),
				traffic: new Map(this.#traffic),
				now: this.#now,
			};
		}
		const error = this.#error;
		if (error && !(error instanceof OutOfTime)) return { regionId, kind: 'failed', error };
		if (this.#startedAt === undefined && !this.isFirst) return { regionId, kind: 'no time' };
		const now = environment.clock.monotonic();
		const silence = now - (this.#startedAt ?? now);
		if (this.#replies === 0 && silence >= share) {
			return { regionId, kind: 'failed', error: new NoAnswer() };
		}
		// Only for want of time: the next poll begins with it.
		if (!this.isFirst) return { regionId, kind: 'no time' };
		return { regionId, kind: 'failed', error: error ?? new OutOfTime() };
	}

	/** Notes why the list could not be read. */
	async #orFail(read: () => Promise<void>): Promise<void> {
		try {
			await read();
		} catch (failure) {
			const isLate =
				this.#replies > 0 && this.environment.clock.monotonic() >= this.limits.deadline;
			this.#error = isLate ? new OutOfTime() : toError(failure);
		}
	}

	#isMissed(listing: ElasticIp[]): boolean {
		return missedByFirstLook(this.#before, this.scope, listing) !== undefined;
	}

	/** @returns what is there, when nothing is missed any more or what is missed was looked for again and again */
	async #lookAgain(firstLook: ElasticIp[]): Promise<ElasticIp[]> {
		const { clock } = this.environment;
		const listing = [...firstLook];
		for (const pause of PAUSES_UNTIL_FOUND) {
			const missed = missedByFirstLook(this.#before, this.scope, listing);
			if (!missed) break;
			if (clock.monotonic() + pause >= this.limits.deadline) throw new OutOfTime();
			await clock.sleep(pause);
			listing.push(...(await listRegion(this.#openSession(), missed)));
		}
		return listing;
	}

	/** Takes this for the list of the region, with what it misses and is found by ID. */
	async #take(listing: ElasticIp[]): Promise<void> {
		const before = this.#before;
		for (const id of missingFrom(before, this.scope, listing)) {
			this.#missing.set(id, before?.elasticIps.get(id)?.missed ?? 0);
		}
		await this.#checkMissing(this.#openSession(), listing);
		this.#now = this.environment.clock.now();
		this.#listing = listing;
	}

	get #before(): RegionSnapshot | undefined {
		return this.old.regions.get(this.regionId);
	}

	#openSession(): Session {
		return openPollSession(this.environment, this.regionId, this.limits, {
			onSend: () => (this.#startedAt ??= this.environment.clock.monotonic()),
			onReply: () => this.#replies++,
		});
	}

	#find(allocationId: string): ElasticIp | undefined {
		return this.#listing?.find(({ AllocationId }) => AllocationId === allocationId);
	}

	/** A list can miss one, and so can one reply by ID: what is gone stays gone. */
	async #confirm(): Promise<void> {
		const { clock } = this.environment;
		for (const wait of BETWEEN_CHECKS) {
			const isSure = [...this.#missing.values()].every((checks) => checks >= CHECKS_FOR_A_RELEASE);
			if (isSure || clock.monotonic() + wait >= this.limits.deadline) return;
			await clock.sleep(wait);
			await this.#checkMissing(this.#openSession(), this.#listing ?? []);
		}
	}

	/** @param listing is given those that are found */
	async #checkMissing(session: Session, listing: ElasticIp[]): Promise<void> {
		const ids = [...this.#missing.keys()];
		if (ids.length === 0) return;
		const found = await describeByIds(session, ids);
		for (const id of ids) {
			const elasticIp = found.get(id);
			if (elasticIp) {
				listing.push(elasticIp);
				this.#missing.delete(id);
			} else {
				this.#missing.set(id, (this.#missing.get(id) ?? 0) + 1);
			}
		}
	}

	async #measure(allocationId: string): Promise<void> {
		const now = this.environment.clock.now();
		const first = firstMinuteNeeded(this.old.usage.get(allocationId), toMinutes(now));
		const traffic = await readTraffic(this.#openSession(), allocationId, first, now).then(
			(points) => ({ points, now }),
			toError,
		);
		this.#traffic.set(allocationId, traffic);
	}
}
