import type { IDataObject } from 'n8n-workflow';
import { askAgain, checkListReply } from './client/listReply';
import { type PagedAction, readListPage } from './client/pagedList';
import { readNextToken } from './client/paging';
import type { Session } from './client/session';
import { resourceKinds } from './resourceKinds';

/** An Elastic IP that a resource has, as far as the list of the resource tells it. */
export interface ElasticIpOfEntry {
	ipAddress: string;
	/** Undefined where the list names addresses only. */
	allocationId?: string;
}

/** What is shown of a resource that is chosen from a list. Texts are empty where there is nothing. */
export interface LookedUp {
	id: string;
	name: string;
	/** Private IPv4 addresses, the primary one first; for a VPC its CIDR block. */
	privateIpAddresses: string[];
	/** As the API spells it: `Running`, `active`, `Available`, … */
	state: string;
	zoneId: string;
	/** The Elastic IPs that it has now; undefined where the list does not tell. */
	elasticIps: ElasticIpOfEntry[] | undefined;
	/** Public addresses that are no Elastic IPs; only where they were asked for. */
	publicIpAddresses?: string[];
	/** `vpc` or `classic`; only where it was asked for. */
	networkType?: string;
}

/** What is asked for. */
export interface LookUpQuery {
	/** A part of the name, the ID or an address; empty for all. */
	search?: string;
	/** The `next` of the page before. */
	next?: string;
}

export interface LookUpPage {
	entries: LookedUp[];
	/** Asks for what follows; undefined at the end. There may be a next page behind an empty one. */
	next: string | undefined;
}

/** A list of another product or of resources around an Elastic IP. */
export interface LookUpList extends PagedAction {
	/** With `NextToken` and `MaxResults` instead of page numbers. */
	hasTokens?: boolean;
	/** The filter of the API for one ID. */
	byId(id: string): Record<string, string>;
	/** What makes the list show only what fits. */
	parameters?: Record<string, string>;
	/**
	 * The filters of the API for a search text, tried one after the other until one finds something;
	 * none where the API cannot search for it: then pages are read and searched here.
	 */
	filtersFor?(search: string): Array<Record<string, string>>;
	read(entry: IDataObject): LookedUp;
	/** What the list leaves out although the API cannot. */
	fits?(entry: LookedUp): boolean;
}

/** So many pages are searched here before the user has to scroll on. */
const PAGES_PER_SEARCH = 10;

/** As many as an editor shows at once. */
export const ENOUGH = 50;

/**
 * Reads a page of a list, or searches it.
 *
 * @throws ApiFailure also when the list contradicts itself; CancelledError
 */
export async function lookUp(
	session: Session,
	list: LookUpList,
	{ search = '', next }: LookUpQuery = {},
): Promise<LookUpPage> {
	const text = search.trim();
	const filters = text === '' ? [] : (list.filtersFor?.(text) ?? []);
	if (text === '') return await collect(session, list, {}, () => true, next);
	if (filters.length === 0) {
		return await collect(session, list, {}, (entry) => contains(entry, text), next);
	}
	// `next` begins with the number of the filter that it belongs to.
	const [, index = '0', rest] = /^(\d+):(.*)$/s.exec(next ?? '') ?? [];
	for (let count = Number(index); count < filters.length; count++) {
		const page = await collect(session, list, filters[count], () => true, rest);
		if (page.entries.length === 0 && page.next === undefined && rest === undefined) continue;
		return { ...page, next: page.next === undefined ? undefined : `${count}:${page.next}` };
	}
	return { entries: [], next: undefined };
}

/**
 * Reads one entry by its ID, whether it fits or not. That it is not found proves nothing.
 *
 * @throws ApiFailure also when the reply contradicts itself; CancelledError
 */
export async function readById(
	session: Session,
	list: LookUpList,
	id: string,
): Promise<LookedUp | undefined> {
	const readPage = list.hasTokens ? readTokenPage : readNumberedPage;
	const { entries } = await readPage(session, list, list.byId(id), undefined);
	return entries.map((entry) => list.read(entry)).find((entry) => entry.id === id);
}

/** Reads one page, or as many as it takes to find enough entries that fit. */
async function collect(
	session: Session,
	list: LookUpList,
	filter: Record<string, string>,
	fits: (entry: LookedUp) => boolean,
	from: string | undefined,
): Promise<LookUpPage> {
	const readPage = list.hasTokens ? readTokenPage : readNumberedPage;
	const found: LookedUp[] = [];
	let next = from;
	for (let count = 1; ; count++) {
		const page = await readPage(session, list, { ...list.parameters, ...filter }, next);
		const entries = page.entries.map((entry) => list.read(entry));
		const fitting = entries.filter((entry) => fits(entry) && list.fits?.(entry) !== false);
		found.push(...fitting);
		next = page.next;
		// A page of which nothing was left out is handed on as it is.
		const isAll = fitting.length === entries.length && entries.length > 0;
		if (next === undefined || isAll || found.length >= ENOUGH || count === PAGES_PER_SEARCH) {
			return { entries: found, next };
		}
	}
}

type Page = { entries: IDataObject[]; next: string | undefined };

async function readNumberedPage(
	session: Session,
	list: LookUpList,
	parameters: Record<string, string>,
	next: string | undefined,
): Promise<Page> {
	const number = next === undefined ? 1 : Number(next);
	const page = { number, size: list.largestPage };
	const { entries, totalCount, pageSize } = await readListPage(session, list, parameters, page);
	const isLast = entries.length === 0 || number * pageSize >= totalCount;
	return { entries, next: isLast ? undefined : String(number + 1) };
}

async function readTokenPage(
	session: Session,
	list: LookUpList,
	parameters: Record<string, string>,
	next: string | undefined,
): Promise<Page> {
	return await askAgain(session, list.action, async () => {
		const reply = await session.call(list.action, {
			...parameters,
			MaxResults: String(list.largestPage),
			...(next !== undefined && { NextToken: next }),
		});
		// By its reference, TotalCount means nothing in a list that is read so.
		const read = checkListReply({ ...reply, TotalCount: undefined }, list, {});
		if ('problem' in read) return read;
		const token = readNextToken(reply);
		if (token === undefined || (token !== null && token !== next))
			return { entries: read.entries, next: token };
		const requestId = typeof reply.RequestId === 'string' ? reply.RequestId : undefined;
		return { problem: "its 'NextToken' leads nowhere", requestId };
	});
}

/** Whether something that is shown of an entry contains the text, in any case. */
function contains({ id, name, privateIpAddresses, elasticIps }: LookedUp, text: string): boolean {
	const own = (elasticIps ?? []).flatMap(({ ipAddress, allocationId = '' }) => [
		ipAddress,
		allocationId,
	]);
	const wanted = text.toLowerCase();
	return [id, name, ...privateIpAddresses, ...own].some((shown) =>
		shown.toLowerCase().includes(wanted),
	);
}

/** A text of a reply; empty where there is none. */
export function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

/** What stands at a path of a reply, if all on the way are objects. */
export function at(entry: IDataObject, ...path: string[]): unknown {
	return path.reduce<unknown>(
		(outer, name) =>
			typeof outer === 'object' && outer !== null && Object.hasOwn(outer, name)
				? (outer as IDataObject)[name]
				: undefined,
		entry,
	);
}

/** The objects of a list of a reply. */
export function objectsOf(list: unknown): IDataObject[] {
	return Array.isArray(list)
		? (list as unknown[]).filter(
				(item): item is IDataObject => typeof item === 'object' && item !== null,
			)
		: [];
}

/** The texts of a list of a reply that are not empty. */
export function textsOf(list: unknown): string[] {
	return Array.isArray(list) ? list.map(textOf).filter(Boolean) : [];
}

/** An Elastic IP out of two fields of a reply; none when there is no address. */
export function elasticIpOf(ipAddress: unknown, allocationId: unknown): ElasticIpOfEntry[] {
	const address = textOf(ipAddress);
	return address === '' ? [] : [{ ipAddress: address, allocationId: textOf(allocationId) }];
}

/** Whether a text is a whole IPv4 address. */
export function isIpv4(text: string): boolean {
	return resourceKinds.ipAddress.pattern.test(text);
}

/** Whether a text is a whole ID with this prefix, such as `i-`. */
export function isIdOf(prefix: string, text: string): boolean {
	return text.startsWith(prefix) && /^[a-zA-Z0-9]{12,}$/.test(text.slice(prefix.length));
}
