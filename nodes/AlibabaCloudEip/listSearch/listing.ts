import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { OWN_ACCOUNT, readRole } from '../../../credentials/role/readRole';
import { CREDENTIAL, readAccessKey } from '../../../credentials/signature/accessKey';
import { isRegionId } from '../../../credentials/signature/endpoint';
import { trimPasted } from '../../../credentials/signature/trimPasted';
import { actingRole } from '../api/client/actingRole';
import { sendWithCredential } from '../api/client/sendWithCredential';
import { type Session, createSession } from '../api/client/session';
import type { LookUpPage } from '../api/lookUp';
import { listRegionIds } from '../api/regions';
import { unwrap } from '../api/unwrap';
import { ApiFailure, InvalidInput } from '../errors/ApiFailure';
import { toNodeError } from '../errors/toNodeError';

/** What all lists in the editor share. */

/** A list must not keep the user waiting. Milliseconds. */
const TIME_LIMIT = 15_000;

/** So many milliseconds must be left for one more page. */
export const TIME_FOR_A_PAGE = 5_000;

/**
 * Makes a list, with a session for the default region of the credential.
 *
 * @throws NodeApiError or NodeOperationError
 */
export async function makeList(
	context: ILoadOptionsFunctions,
	make: (session: Session) => Promise<INodeListSearchResult>,
	regionId = '',
	roleArn?: string,
): Promise<INodeListSearchResult> {
	const start = async () => {
		const credentials = await context.getCredentials(CREDENTIAL);
		const accessKey = readAccessKey(credentials);
		const send = sendWithCredential(context);
		return createSession({
			accessKey,
			role: actingRole(accessKey, readRole(credentials, roleArn ?? readRoleArns(context)[0]), send),
			regionId: trimPasted(regionId) || accessKey.regionId,
			send,
			timeLimit: TIME_LIMIT,
		});
	};
	const list = await start()
		.then(make)
		.catch((failure: unknown) => toNodeError(context.getNode(), failure));
	// The lint rules of n8n forbid to throw on what was caught.
	if (list instanceof Error) throw list;
	return list;
}

/**
 * The roles of the node, in whose accounts its lists look; one empty text where it names none.
 *
 * @throws InvalidInput for an expression: a list of another account must not be taken for the right one
 */
function readRoleArns(context: ILoadOptionsFunctions): string[] {
	const options: unknown = context.getCurrentNodeParameter('options');
	// The whole collection can be an expression.
	const one = typeof options === 'string' ? options : (options as IDataObject | undefined)?.roleArn;
	const several: unknown = context.getCurrentNodeParameter('roleArns');
	const given: unknown[] = [one === OWN_ACCOUNT ? '' : one, several]
		.flat()
		.filter((value) => value !== undefined && value !== null && value !== '');
	const isWritten = (value: unknown): value is string =>
		typeof value === 'string' && !value.startsWith('=');
	if (given.every(isWritten)) return given.length > 0 ? [...new Set(given)] : [''];
	throw new InvalidInput(
		"There is no list while 'Act in Account' is an expression",
		"The account is known only when the workflow runs. Choose 'By ID'.",
	);
}

/** The same for the region that the node works in. */
export async function makeListOfRegion(
	context: ILoadOptionsFunctions,
	make: (session: Session) => Promise<INodeListSearchResult>,
): Promise<INodeListSearchResult> {
	const region = context.getCurrentNodeParameter('regionId', { extractValue: true });
	return await makeList(context, make, typeof region === 'string' ? region : '');
}

/**
 * The same for all regions and accounts that the node works in: the trigger can watch several or all, and
 * 'Get Many' can read several regions. What is in several of them is listed once, and of a list with pages the
 * first one.
 */
export async function makeListOfRegions(
	context: ILoadOptionsFunctions,
	make: (session: Session) => Promise<INodeListSearchResult>,
): Promise<INodeListSearchResult> {
	const scope = scopeOf(context);
	const isWide = scope === 'all' || scope === 'chosen';
	const roleArns = writtenRoleArns(context);
	if (!isWide && roleArns.length < 2) return await makeListOfRegion(context, make);
	const chosen = scope === 'chosen' ? chosenRegions(context) : [''];
	const regionIds = scope === 'all' ? await allRegions(context) : chosen;
	const places = roleArns.flatMap((roleArn) =>
		regionIds.map((regionId) => ({ roleArn, regionId })),
	);
	const lists = await Promise.all(
		places.map(async ({ roleArn, regionId }) => await makeList(context, make, regionId, roleArn)),
	);
	const items = new Map(lists.flatMap(({ results }) => results.map((item) => [item.value, item])));
	const isWhole = lists.every(({ paginationToken }) => paginationToken === undefined);
	return { results: [...items.values(), ...(isWhole ? [] : [note('There are more: search')])] };
}

/** What an operation that reads one region had in the form before does not count. */
function scopeOf(context: ILoadOptionsFunctions): unknown {
	const operation = context.getCurrentNodeParameter('operation');
	const canBeSeveral = operation === undefined || operation === 'getAll';
	return canBeSeveral ? context.getCurrentNodeParameter('regionScope') : undefined;
}

/** What `makeList` refuses it refuses in words; here it counts as one. */
function writtenRoleArns(context: ILoadOptionsFunctions): Array<string | undefined> {
	try {
		return readRoleArns(context);
	} catch {
		return [undefined];
	}
}

async function allRegions(context: ILoadOptionsFunctions): Promise<string[]> {
	const { results } = await makeList(context, async (session) => ({
		results: (await listRegionIds(session)).map((id) => toItem({ id })),
	}));
	return results.map(({ value }) => String(value));
}

/** Those that stand in the form; what an expression will give is not known. */
function chosenRegions(context: ILoadOptionsFunctions): string[] {
	const chosen: unknown = context.getCurrentNodeParameter('regionIds');
	const regionIds = Array.isArray(chosen) ? chosen.map(String).filter(isRegionId) : [];
	return regionIds.length > 0 ? regionIds : [''];
}

/**
 * The text that stands in another field of the form; undefined where it is empty or an expression, whose
 * result is not known.
 *
 * @param path with `&` in front for a field of the same row
 */
export function readNeighbour(context: ILoadOptionsFunctions, path: string): string | undefined {
	// Not `extractValue`: n8n does not find fields inside collections so (n8n-core 2.41).
	const text = unwrap(context.getCurrentNodeParameter(path));
	return typeof text === 'string' && text !== '' && !text.startsWith('=') ? text : undefined;
}

/** What a list shows of an entry. */
export interface ListedEntry {
	id: unknown;
	name?: unknown;
	/** More about it, such as its address range. */
	detail?: unknown;
	status?: unknown;
}

/** An entry of a list: all that is known of it as its name, its ID as its value. */
export function toItem({ id, name, detail, status }: ListedEntry): INodeListSearchItems {
	const label = [name, detail, id].filter(Boolean).join(' · ');
	return { name: status ? `${label} (${String(status)})` : label, value: String(id) };
}

/** For `.catch()`: hands back that a permission is missing, throws everything else. */
export function toMissingPermission(failure: unknown): ApiFailure {
	if (failure instanceof ApiFailure && failure.entry?.isPermission) return failure;
	throw failure;
}

/** An entry that only says something: its value is refused before anything is sent. */
export function note(text: string): INodeListSearchItems {
	return { name: text, value: text };
}

/** Those whose name has the text in it, in any case. */
export function having(filter: string, items: INodeListSearchItems[]): INodeListSearchItems[] {
	const wanted = trimPasted(filter).toLowerCase();
	return items.filter(({ name }) => name.toLowerCase().includes(wanted));
}

/**
 * Reads pages until one has something: an editor takes an empty page for the end.
 *
 * @param read reads a page by the `next` of the page before
 */
export async function readOn(
	{ deadline }: Session,
	read: (next: string | undefined) => Promise<LookUpPage>,
	from: string | undefined,
): Promise<LookUpPage> {
	for (let next = from; ; ) {
		const page = await read(next);
		const isOver = page.entries.length > 0 || page.next === undefined;
		if (isOver || deadline.rest < TIME_LIMIT / 2) return page;
		next = page.next;
	}
}
