import type { IDataObject } from 'n8n-workflow';
import type { ActionName } from '../actions';
import { ApiFailure } from '../../errors/ApiFailure';
import type { Session } from './session';

/** Where the reply of a list action has its entries, and what tells them apart. */
export interface ListShape {
	action: ActionName;
	/** The names that lead to the list, from the outside in. */
	path: readonly string[];
	/** Each entry has these as texts; no two entries have the same ones. */
	id: readonly string[];
	/** Reads what tells entries apart where it has several names. */
	readId?: (entry: IDataObject) => unknown;
}

/** What a reply must hold to be believed. */
export interface Expected {
	/** The page that was asked for. `TotalCount` says how many entries are on it. */
	page?: { number: number; size: number };
	/** What was asked for by ID: the list has some of these, and nothing else. */
	ids?: readonly string[];
	/** What was asked for by another field: each entry has one of these values there. */
	having?: { field: string; values: readonly string[] };
}

/** Entries that do not contradict what the reply says about them. */
export interface ListReply {
	entries: IDataObject[];
	/** `TotalCount`; undefined where the action gives none. */
	totalCount: number | undefined;
	/** The size of the pages: the one that was asked for, or a smaller one where the server takes no larger. */
	pageSize: number;
	reply: IDataObject;
}

/** A reply that contradicts itself is asked for again after these pauses, in milliseconds. */
const PAUSES = [500, 1_500, 3_000];

/**
 * Calls an action that answers with a list. A reply that contradicts itself is asked for again,
 * apart in time, and then refused: it is never taken for a list.
 *
 * @throws ApiFailure also when all replies contradicted themselves; CancelledError
 */
export async function readListReply(
	session: Session,
	shape: ListShape,
	parameters: Record<string, string>,
	expected: Expected = {},
): Promise<ListReply> {
	return await askAgain(session, shape.action, async () => {
		const reply = await session.call(shape.action, parameters);
		return checkListReply(reply, shape, expected);
	});
}

/** What is wrong with a reply, or with several that belong together. */
export interface Contradiction {
	problem: string;
	requestId: string | undefined;
}

/**
 * Reads again, apart in time, what contradicts itself.
 *
 * @throws ApiFailure when it still does; whatever `read` throws; CancelledError
 */
export async function askAgain<Result extends object>(
	{ clock, deadline, signal }: Pick<Session, 'clock' | 'deadline' | 'signal'>,
	action: string,
	read: () => Promise<Result | Contradiction>,
): Promise<Result> {
	for (let count = 0; ; count++) {
		const result = await read();
		if (!('problem' in result)) return result;
		const pause = PAUSES[count];
		if (pause === undefined || deadline.rest <= pause) {
			throw toFailure(action, result, count + 1);
		}
		await clock.sleep(pause, signal);
	}
}

/** The replies to a read contradict themselves, so nothing is known. */
export class ContradictoryReply extends ApiFailure {}

/** The failure of a read whose replies contradicted themselves so many times. */
export function toFailure(
	action: string,
	{ problem, requestId }: Contradiction,
	times: number,
): ContradictoryReply {
	const howOften = times > 1 ? `, ${times} times in a row` : '';
	return new ContradictoryReply({
		message: `The reply to ${action} contradicts itself${howOften}: ${problem}. Nothing was done because of it. Try again later`,
		requestId,
		reached: 'unknown',
	});
}

/** The entries of a reply, or what is wrong with it. */
export function checkListReply(
	reply: IDataObject,
	{ path, id, readId }: ListShape,
	{ page, ids, having }: Expected,
): ListReply | Contradiction {
	const contradiction = (problem: string): Contradiction => ({
		problem,
		requestId: typeof reply.RequestId === 'string' ? reply.RequestId : undefined,
	});
	const name = path.join('.');
	const list = path.reduce<unknown>((outer, key) => memberOf(outer, key), reply);
	if (!Array.isArray(list)) return contradiction(`it has no list '${name}'`);
	const keys = new Set<string>();
	const wanted = ids && new Set(ids);
	const wantedThere = having && new Set<unknown>(having.values);
	for (const entry of list as unknown[]) {
		if (!isObject(entry)) return contradiction(`an entry of '${name}' is not an object`);
		const values = readId ? [readId(entry)] : id.map((member) => entry[member]);
		if (!values.every((value) => typeof value === 'string' && value !== '')) {
			return contradiction(`an entry of '${name}' has no ${id.join(' and ')}`);
		}
		const key = JSON.stringify(values);
		if (keys.has(key)) return contradiction(`'${name}' has an entry twice`);
		keys.add(key);
		const isOther = having && wantedThere?.has(entry[having.field]) === false;
		if (isOther || (wanted && !wanted.has(String(values[0])))) {
			return contradiction(`'${name}' has an entry that was not requested`);
		}
	}
	const entries = list as IDataObject[];
	const totalCount = readCount(reply.TotalCount);
	if (totalCount === 'unreadable' || (page && totalCount === undefined)) {
		return contradiction("its 'TotalCount' is not a count");
	}
	if (totalCount !== undefined && entries.length > totalCount) {
		return contradiction(`it counts ${totalCount} but lists ${entries.length}`);
	}
	if (!page || totalCount === undefined) {
		return { entries, totalCount, pageSize: page?.size ?? entries.length, reply };
	}
	if (wanted && totalCount > wanted.size) {
		return contradiction(`it counts ${totalCount}, but ${wanted.size} were requested`);
	}
	const ownSize = readCount(reply.PageSize);
	const sizes = [page.size];
	if (typeof ownSize === 'number' && ownSize > 0 && ownSize < page.size) sizes.push(ownSize);
	const pageSize = sizes.find(
		(size) => entries.length === Math.min(size, Math.max(0, totalCount - (page.number - 1) * size)),
	);
	if (pageSize === undefined) {
		return contradiction(
			`it counts ${totalCount} but lists ${entries.length} on page ${page.number}`,
		);
	}
	return { entries, totalCount, pageSize, reply };
}

/** A count as the API sends it, as a number or as text; undefined where there is none. */
function readCount(value: unknown): number | undefined | 'unreadable' {
	if (value === undefined) return undefined;
	const isCount =
		(typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) ||
		(typeof value === 'string' && /^\d{1,15}$/.test(value));
	return isCount ? Number(value) : 'unreadable';
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function memberOf(outer: unknown, name: string): unknown {
	return isObject(outer) && Object.hasOwn(outer, name) ? outer[name] : undefined;
}
