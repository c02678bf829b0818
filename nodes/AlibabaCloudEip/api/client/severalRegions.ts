import type { IDataObject } from 'n8n-workflow';
import { RegionFailure } from '../../errors/RegionFailure';
import { toError } from '../../errors/toError';
import { CancelledError } from './clock';
import type { Ending } from './deadline';
import { MAX_REQUESTS_AT_A_TIME, MAX_TURN, type Places, inPlace } from './places';
import { onAbort } from './onAbort';
import type { Session } from './session';
import { TimeLimitReached } from './TimeLimitReached';

/** What came out of one region. */
export type RegionOutcome<Entry> = { regionId: string } & (
	| { entries: Entry[] }
	| { failure: Error }
);

/** How several regions are read as one list. */
export interface SeveralRegions<Entry> {
	/** In the order in which their entries come out. */
	regionIds: string[];
	/** A session for a region. @param signal ends it on a cancel, and when its outcome is not wanted any more */
	open(regionId: string, signal: AbortSignal): Session;
	/** Reads the entries of a region. @param most so many at most, or undefined for all */
	read(session: Session, most: number | undefined): Promise<Entry[]>;
	/** So many entries over all regions at most, or undefined for all. */
	most?: number;
	/** A region that fails ends it all, with this advice; undefined where the others go on. */
	adviceOnFailure?: string;
	/** Cancels it. */
	signal?: AbortSignal;
	/** Names those that share their places: alike for all items of a run. */
	key: string;
}

/** Less is wanted of a region than when it began. */
class LessWanted extends Error {}

/** The first request of a region, and the reply to it. */
interface FirstReply {
	request?: string;
	reply?: IDataObject;
}

/**
 * Reads several regions side by side. What comes out depends on what is in the regions and not on which
 * of them answers first: the entries stand in the order of the regions, and with `most` it is the first
 * ones.
 *
 * With `most` no region is read far ahead of those that may already have enough: each begins when the
 * first half of those before it is done, and reads more than its first page only when all of them are. So
 * where `n` regions have enough, at most the first pages of `n - 1` others are read in vain, and where the
 * first one has enough none.
 *
 * @returns the outcomes of the regions that were needed, in their order
 * @throws the failure of a region, as `RegionFailure`, where one stops the others; CancelledError
 */
export async function readSeveralRegions<Entry>(
	several: SeveralRegions<Entry>,
): Promise<Array<RegionOutcome<Entry>>> {
	return await new Walk(several).run();
}

class Walk<Entry> {
	readonly #outcomes: Array<RegionOutcome<Entry> | undefined>;

	/** At `n` when the first `n` regions are done. */
	readonly #firstDone: Array<Promise<unknown>> = [Promise.resolve()];

	readonly #end = new AbortController();

	/** What ends the whole walk. */
	#fatal: Error | undefined;

	constructor(private readonly several: SeveralRegions<Entry>) {
		this.#outcomes = several.regionIds.map(() => undefined);
	}

	async run(): Promise<Array<RegionOutcome<Entry>>> {
		const { regionIds, signal } = this.several;
		const forget = onAbort(signal, () => this.#end.abort());
		for (const index of regionIds.keys()) {
			const done = Promise.all([this.#firstDone[index], this.#readRegion(index)]);
			this.#firstDone.push(done);
		}
		await this.#firstDone[regionIds.length];
		forget();
		if (this.#fatal) throw this.#fatal;
		const outcomes: Array<RegionOutcome<Entry>> = [];
		for (const [index, outcome] of this.#outcomes.entries()) {
			const rest = this.#restAfter(index);
			// What a region beyond the last entry would have said is not known in every run.
			if (rest === 0 || !outcome) break;
			outcomes.push(
				'entries' in outcome ? { ...outcome, entries: outcome.entries.slice(0, rest) } : outcome,
			);
		}
		return outcomes;
	}

	/** Never rejects. */
	async #readRegion(index: number): Promise<void> {
		const { regionIds, most, adviceOnFailure: advice } = this.several;
		const regionId = regionIds[index];
		const outcome = await this.#entriesOf(index).then(
			(entries) => ({ regionId, entries }),
			(failure: unknown) => ({ regionId, failure: toError(failure) }),
		);
		this.#outcomes[index] = outcome;
		if (!('failure' in outcome)) return;
		const { failure } = outcome;
		const isCancelled = failure instanceof CancelledError;
		if (!isCancelled && advice === undefined) return;
		// Whether the region was needed at all is known when those before it are done.
		if (!isCancelled && most !== undefined) {
			await this.#firstDone[index];
			if (this.#restAfter(index) === 0) return;
		}
		this.#fatal ??= isCancelled ? failure : new RegionFailure(regionId, failure, advice);
		this.#end.abort();
	}

	async #entriesOf(index: number): Promise<Entry[]> {
		const { regionIds, open, read, most } = this.several;
		const before = most === undefined ? 0 : Math.ceil(index / 2);
		await this.#firstDone[before];
		const wanted = this.#restAfter(before);
		if (wanted === 0 || this.#fatal) return [];
		const session = this.#inPlaces(open(regionIds[index], this.#end.signal));
		if (wanted === undefined) return await read(session, undefined);
		const firstReply: FirstReply = {};
		const inTurn = this.#inTurn(session, index, wanted, firstReply);
		const entries = await read(inTurn, wanted).catch(toLessWanted);
		if (!(entries instanceof LessWanted)) return entries;
		const rest = this.#restAfter(index);
		if (rest === 0 || this.#fatal) return [];
		return await read(beginningWith(session, firstReply), rest);
	}

	/** So many are still wanted after the first `count` regions, which are done; undefined for all. */
	#restAfter(count: number): number | undefined {
		const { most } = this.several;
		if (most === undefined) return undefined;
		const found = this.#outcomes
			.slice(0, count)
			.reduce((sum, one) => sum + (one && 'entries' in one ? one.entries.length : 0), 0);
		return Math.max(0, most - found);
	}

	/**
	 * A session whose first request is sent at once, and all further ones when the regions before are done:
	 * unless less is wanted by then than there is, and it is better to begin again.
	 *
	 * @param firstReply is given the first reply
	 */
	#inTurn(session: Session, index: number, wanted: number, firstReply: FirstReply): Session {
		let calls = 0;
		return {
			...session,
			call: async (...call) => {
				if (calls++ === 0) {
					firstReply.request = JSON.stringify(call);
					return (firstReply.reply = await session.call(...call));
				}
				await this.#firstDone[index];
				const rest = this.#restAfter(index) ?? 0;
				const count = Number(firstReply.reply?.TotalCount ?? Infinity);
				const isWhollyNeeded = rest === wanted || count <= rest;
				if (!isWhollyNeeded || this.#fatal) throw new LessWanted();
				return await session.call(...call);
			},
		};
	}

	/** A session that shares the places of the run with those of all other regions. */
	#inPlaces(session: Session): Session {
		const { key, regionIds } = this.several;
		const rounds = Math.ceil(regionIds.length / MAX_REQUESTS_AT_A_TIME);
		const places: Places = {
			key: JSON.stringify(['regions', key]),
			limit: MAX_REQUESTS_AT_A_TIME,
			// So short that all regions get a turn, even if none of them answers.
			turn: Math.min(MAX_TURN, Math.max(0, session.deadline.rest) / (rounds + 1)),
		};
		const toFailure = (ending: Ending) =>
			ending === 'cancelled'
				? new CancelledError(`before ${session.regionId} was read`)
				: new TimeLimitReached(
						`The time limit of ${session.deadline.seconds} seconds ended before the region was read`,
						'not sent',
					);
		return {
			...session,
			call: async (...call) =>
				await inPlace(places, session, async () => await session.call(...call), toFailure),
		};
	}
}

/** A session that has the reply to its first request already, where that is the same one again. */
function beginningWith(session: Session, { request, reply }: FirstReply): Session {
	let calls = 0;
	return {
		...session,
		call: async (...call) => {
			const isKnown = calls++ === 0 && reply !== undefined && JSON.stringify(call) === request;
			return isKnown ? reply : await session.call(...call);
		},
	};
}

/** For `.catch()`: hands it back, throws everything else. */
function toLessWanted(failure: unknown): LessWanted {
	if (failure instanceof LessWanted) return failure;
	throw failure;
}
