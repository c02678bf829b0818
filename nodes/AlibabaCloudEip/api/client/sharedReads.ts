import type { IDataObject } from 'n8n-workflow';
import type { ActionName } from '../actions';
import { ApiFailure } from '../../errors/ApiFailure';
import { toError } from '../../errors/toError';
import { CancelledError, type Clock } from './clock';
import { waitWithin } from './deadline';
import { ContradictoryReply } from './listReply';
import { onAbort } from './onAbort';
import { TimeLimitReached } from './TimeLimitReached';
import type { Session } from './session';

/** How resources of one kind are read by ID, several with one call. */
export interface ReadByIds {
	action: ActionName;
	/** The parameter that takes the IDs: reads by another one are not put together with these. */
	by: string;
	/** One call takes at most so many IDs. */
	maxIds: number;
	/** Reads them with one call. @returns those that were found, by ID */
	read(session: Session, ids: string[]): Promise<Map<string, IDataObject>>;
}

/** A group waits for more as long as each turn of the event loop brings some, but no more turns than these. */
const MAX_TURNS = 20;
/** While other requests are under way, a group waits for their end, but no longer than these milliseconds. */
const MAX_WAIT_FOR_OTHERS = 200;
/** The request of a group may take so many milliseconds longer than those who asked: each of them ends by itself. */
const MORE_TIME = 1_000;

/** What was read, why it could not be, or that it is to be read without the others. */
type Outcome = { resource: IDataObject | undefined } | Error | 'separately';

/** Somebody who wants to read one resource. */
class Asker {
	readonly outcome: Promise<Outcome>;

	/** Answers it; only the first time counts. */
	answer!: (outcome: Outcome) => void;

	/** Why the latest attempt failed. */
	failure?: ApiFailure;

	constructor(
		readonly session: Session,
		readonly id: string,
	) {
		this.outcome = new Promise((resolve) => (this.answer = resolve));
	}

	/** A failure of the request of a group, as if it had been for this one only. */
	own(failure: ApiFailure): ApiFailure {
		const { call } = failure.details;
		return call ? failure.inCall({ ...call, resource: this.id }) : failure;
	}
}

/** A request that several wait for. */
interface Group {
	readonly askers: Set<Asker>;
	readonly end: AbortController;
}

/** Those that may go out together. */
class Reads {
	#waiting = new Set<Asker>();

	#isGathering = false;

	readonly #underWay = new Set<object>();

	/** Ends the wait for others. */
	#wake = () => {};

	constructor(
		private readonly kind: ReadByIds,
		private readonly clock: Clock,
		private readonly onIdle: () => void,
	) {}

	add(asker: Asker): void {
		this.#waiting.add(asker);
		if (this.#isGathering) {
			if (this.#isFull()) this.#wake();
			return;
		}
		this.#isGathering = true;
		void this.#gather();
	}

	/** Nobody waits for the answer any more. With its last asker the request of a group ends. */
	leave(asker: Asker): void {
		this.#waiting.delete(asker);
		for (const group of this.#underWay) {
			if (!isGroup(group) || !group.askers.delete(asker)) continue;
			if (group.askers.size === 0) group.end.abort();
		}
	}

	/** Notes a request from its beginning to its end. */
	async track<Result>(request: object, task: () => Promise<Result>): Promise<Result> {
		this.#underWay.add(request);
		try {
			return await task();
		} finally {
			this.#underWay.delete(request);
			this.#wake();
			this.#rest();
		}
	}

	#isFull(): boolean {
		return new Set([...this.#waiting].map(({ id }) => id)).size >= this.kind.maxIds;
	}

	#rest(): void {
		if (this.#waiting.size + this.#underWay.size === 0 && !this.#isGathering) this.onIdle();
	}

	async #gather(): Promise<void> {
		for (let turn = 0, before = 0; turn < MAX_TURNS && this.#waiting.size > before; turn++) {
			before = this.#waiting.size;
			await this.clock.turn();
		}
		if (this.#underWay.size > 0 && !this.#isFull()) await this.#waitForOthers();
		const askers = [...this.#waiting];
		this.#waiting = new Set();
		this.#isGathering = false;
		this.#send(askers);
		this.#rest();
	}

	async #waitForOthers(): Promise<void> {
		await new Promise<void>((resolve) => {
			const forget = this.clock.after(MAX_WAIT_FOR_OTHERS, resolve);
			this.#wake = () => {
				forget();
				resolve();
			};
		});
		this.#wake = () => {};
	}

	#send(askers: Asker[]): void {
		const byId = new Map<string, Asker[]>();
		for (const asker of askers) byId.set(asker.id, [...(byId.get(asker.id) ?? []), asker]);
		const all = [...byId.values()];
		for (let start = 0; start < all.length; start += this.kind.maxIds) {
			const together = all.slice(start, start + this.kind.maxIds).flat();
			// Then nothing is shared: it has its own time, its own connection and its own messages.
			if (together.length === 1) together[0].answer('separately');
			else void this.#read(together);
		}
	}

	/** Reads what several have asked for, through the connection of one of them. */
	async #read(together: Asker[]): Promise<void> {
		const group: Group = { askers: new Set(together), end: new AbortController() };
		const { askers, end } = group;
		const [{ session: speaker }] = together;
		const timeLimit = Math.max(...together.map(({ session }) => session.deadline.rest));
		const session = speaker.independent(timeLimit + MORE_TIME, end.signal, (failure) => {
			for (const asker of askers) asker.failure = asker.own(failure);
		});
		// What is under way through the connection of one that was cancelled is begun again for the others.
		const forget = onAbort(speaker.signal, () => {
			const others = [...askers].filter(({ session: { signal } }) => signal !== speaker.signal);
			askers.clear();
			end.abort();
			for (const asker of others) this.add(asker);
		});
		const ids = [...new Set(together.map(({ id }) => id))];
		await this.track(group, async () => {
			const found = await this.kind.read(session, ids).catch(toError);
			forget();
			for (const asker of askers) asker.answer(outcomeFor(asker, found));
		});
	}
}

function isGroup(request: object): request is Group {
	return 'askers' in request;
}

function outcomeFor(asker: Asker, found: Map<string, IDataObject> | Error): Outcome {
	if (!(found instanceof Error)) return { resource: found.get(asker.id) };
	if (!(found instanceof ApiFailure)) return found;
	return mayBeAboutOne(found) ? 'separately' : asker.own(found);
}

/** These refuse one like all others. */
const ABOUT_ALL: ReadonlySet<string | undefined> = new Set(['key', 'permission', 'endpoint']);

/** Whether it may be one of the IDs that has failed the request for all of them. */
function mayBeAboutOne(failure: ApiFailure): boolean {
	if (failure instanceof ContradictoryReply) return true;
	const { details, entry } = failure;
	const isFinal = (entry?.retry ?? 'final') === 'final';
	return details.reached === 'refused' && isFinal && !ABOUT_ALL.has(entry?.group);
}

/**
 * The reads that are gathered or under way, by account, endpoint, region, connection, action and what
 * they read by. They go with the last of those who asked.
 */
const readsOf = new WeakMap<Clock, Map<string, Reads>>();

function findReads({ clock, key, connection }: Session, kind: ReadByIds): Reads {
	const all = readsOf.get(clock) ?? new Map<string, Reads>();
	readsOf.set(clock, all);
	const name = JSON.stringify([key, connection, kind.action, kind.by]);
	const known = all.get(name);
	if (known) return known;
	const reads: Reads = new Reads(kind, clock, () => {
		if (all.get(name) === reads) all.delete(name);
	});
	all.set(name, reads);
	return reads;
}

/**
 * Reads a resource by ID, in one request with what others want to read at the same time with the same
 * key in the same region. The request always starts after this was called. If it is refused, or its
 * replies contradict themselves, each is read without the others.
 *
 * @returns undefined when it was not found, which proves nothing
 * @throws ApiFailure; CancelledError; both as if nobody else had asked
 */
export async function readShared(
	session: Session,
	kind: ReadByIds,
	id: string,
): Promise<IDataObject | undefined> {
	const reads = findReads(session, kind);
	const asker = new Asker(session, id);
	reads.add(asker);
	const waited = await waitWithin(asker.outcome, session);
	if ('ending' in waited) {
		reads.leave(asker);
		if (waited.ending === 'cancelled') throw new CancelledError();
		throw asker.failure ?? outOfTime(session, kind.action);
	}
	const { result } = waited;
	if (result === 'separately') {
		return await reads.track({}, async () => (await kind.read(session, [id])).get(id));
	}
	if (result instanceof Error) throw result;
	return result.resource;
}

function outOfTime({ deadline }: Session, action: ActionName): TimeLimitReached {
	const limit = `the time limit of ${deadline.seconds} seconds`;
	return new TimeLimitReached(
		`The reply to ${action} did not come before ${limit} ended`,
		'unknown',
	);
}

/** How many groups of reads there are. For tests. */
export function countReads(clock: Clock): number {
	return readsOf.get(clock)?.size ?? 0;
}
