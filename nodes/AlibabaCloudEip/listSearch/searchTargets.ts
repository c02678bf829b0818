import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { trimPasted } from '../../../credentials/signature/trimPasted';
import { permissionFor } from '../api/actions';
import type { Session } from '../api/client/session';
import { listElasticIps } from '../api/elasticIp';
import { listInstancesWithPublicIp } from '../api/instances';
import { ENOUGH, type LookUpPage, type LookUpQuery, type LookedUp, isIpv4 } from '../api/lookUp';
import { type TargetKind, targetKindOf, targetNames } from '../api/targetKind';
import { type ListedKind, isListedKind, listedKinds, targetLists } from '../api/targets';
import { ApiFailure, UnexpectedOutcome } from '../errors/ApiFailure';
import { makeListOfRegions, note, readOn, toItem, toMissingPermission } from './listing';

/** What an operation can act on or bind to. */
interface WantedTargets {
	kinds: readonly TargetKind[];
	/** The field in which one of the kinds is chosen. */
	typeField?: string;
	/** Of ECS instances, only those with a public IP. */
	withPublicIp?: true;
}

/** Undefined where an operation binds nothing. */
type ReadTargets = (resource: string, operation: string) => WantedTargets | undefined;

/** So many Elastic IPs of load balancers are read to say which ones have one. */
const MOST_ELASTIC_IPS = 1_000;

/**
 * Lists what the chosen operation can bind an Elastic IP to: of the chosen type, else of all kinds, one after
 * the other. Searches in name, ID and addresses. What the key may not read is left out and named.
 */
export function targetSearch(readTargets: ReadTargets) {
	return async function (
		this: ILoadOptionsFunctions,
		filter = '',
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const targets = readOperationTargets(this, readTargets);
		const wanted = readKinds(this, targets);
		const search = trimPasted(filter);
		if (!wanted.some(isListedKind)) return { results: [ipAddress(search)] };
		// A whole ID says where to look for it.
		const kind = targetKindOf(search);
		const kinds = listedKinds.filter(
			(each) =>
				wanted.includes(each) && (kind === undefined || kind === 'IpAddress' || each === kind),
		);
		return await makeListOfRegions(
			this,
			async (session) => await searchKinds(session, { ...targets, kinds }, search, paginationToken),
		);
	};
}

function readOperationTargets(
	context: ILoadOptionsFunctions,
	readTargets: ReadTargets,
): WantedTargets {
	const resource = context.getCurrentNodeParameter('resource');
	const operation = context.getCurrentNodeParameter('operation');
	const targets =
		typeof resource === 'string' && typeof operation === 'string'
			? readTargets(resource, operation)
			: undefined;
	return targets ?? { kinds: listedKinds };
}

/** The kinds to list: the chosen one, or all that the operation takes. With an expression as the type it is not known. */
function readKinds(
	context: ILoadOptionsFunctions,
	{ kinds, typeField }: WantedTargets,
): readonly TargetKind[] {
	// Beside the field, which may stand in a collection.
	const chosen =
		typeField === undefined
			? undefined
			: (context.getCurrentNodeParameter(`&${typeField}`) ??
				context.getCurrentNodeParameter(typeField));
	const fitting = kinds.filter((kind) => kind === chosen);
	return fitting.length > 0 ? fitting : kinds;
}

/** A private address stands in no list. */
function ipAddress(search: string): INodeListSearchItems {
	if (isIpv4(search)) return { name: `${search} · IP address in a VPC`, value: search };
	return note('Search for the whole private address, or choose By ID and enter it');
}

/** What may not be read. */
interface Refused {
	kind: ListedKind;
	failure: ApiFailure;
}

/**
 * Reads on from where the page before ended.
 *
 * @param token the kind that comes next, and its own token
 */
async function searchKinds(
	session: Session,
	{ kinds, withPublicIp }: { kinds: readonly ListedKind[]; withPublicIp?: true },
	search: string,
	token: string | undefined,
): Promise<INodeListSearchResult> {
	const [, name, rest] = /^(\w+):(.*)$/s.exec(token ?? '') ?? [];
	const first = Math.max(
		0,
		kinds.findIndex((kind) => kind === name),
	);
	const results: INodeListSearchItems[] = [];
	const refused: Refused[] = [];
	// Lists of several kinds are put together until an editor has enough.
	for (let index = first; index < kinds.length; index++) {
		const kind = kinds[index];
		const next = index === first && rest ? rest : undefined;
		const list = withPublicIp ? listInstancesWithPublicIp : targetLists[kind].list;
		const page = await readKind(session, { kind, list }, { search, next }).catch(
			toMissingPermission,
		);
		if (page instanceof ApiFailure) {
			refused.push({ kind, failure: page });
			continue;
		}
		results.push(...page.entries.map(describe));
		const following = page.next === undefined ? kinds[index + 1] : kind;
		if (page.next !== undefined || (results.length >= ENOUGH && following !== undefined)) {
			const paginationToken = `${following}:${page.next ?? ''}`;
			return { results: [...results, ...notesOn(refused)], paginationToken };
		}
	}
	if (refused.length === kinds.length) throw asOne(session, refused);
	return { results: [...results, ...notesOn(refused)] };
}

async function readKind(
	session: Session,
	{ kind, list }: { kind: ListedKind; list: (typeof targetLists)[ListedKind]['list'] },
	{ search, next }: LookUpQuery,
): Promise<LookUpPage> {
	const page = await readOn(
		session,
		async (from) => await list(session, { search, next: from }),
		next,
	);
	return { ...page, entries: await withElasticIps(session, kind, page.entries) };
}

/** The list of CLB instances does not tell which Elastic IP they have: that of the Elastic IPs does. */
async function withElasticIps(
	session: Session,
	kind: ListedKind,
	entries: LookedUp[],
): Promise<LookedUp[]> {
	if (entries.every(({ elasticIps }) => elasticIps !== undefined)) return entries;
	const bound = await listElasticIps(
		session,
		{ AssociatedInstanceType: kind },
		{ most: MOST_ELASTIC_IPS },
	).catch(toNothing);
	return entries.map((entry) => ({
		...entry,
		elasticIps:
			entry.elasticIps ??
			bound
				.filter(({ InstanceId }) => InstanceId === entry.id)
				.map(({ IpAddress }) => ({ ipAddress: String(IpAddress) })),
	}));
}

/** For `.catch()`: the list is shown also when this is not known. */
function toNothing(failure: unknown): [] {
	if (failure instanceof ApiFailure) return [];
	throw failure;
}

function permissionOf({ kind }: Refused): string {
	return permissionFor(targetLists[kind].action);
}

/** Says what is left out. */
function notesOn(refused: Refused[]): INodeListSearchItems[] {
	return refused.map((one) =>
		note(`No ${targetNames[one.kind].many}: the permission ${permissionOf(one)} is missing`),
	);
}

/** What is thrown when nothing may be read. */
function asOne({ regionId }: Session, refused: Refused[]): Error {
	const [{ failure }] = refused;
	if (refused.length === 1) return failure;
	return new UnexpectedOutcome(
		'The key may not list any instances',
		`Grant one of the permissions ${refused.map(permissionOf).join(', ')} in ${regionId}, or choose 'By ID' to enter the ID without a list.`,
	);
}

function describe(entry: LookedUp): INodeListSearchItems {
	const { id, name, privateIpAddresses, zoneId, elasticIps, state, publicIpAddresses } = entry;
	const addresses = (elasticIps ?? []).map(({ ipAddress: address }) => address);
	// What decides comes first: a form shows some fifty letters of an entry, and n8n the rest nowhere, neither
	// in a tooltip nor as a description (ResourceLocatorDropdown, n8n 2.41). What has an Elastic IP seldom takes
	// another, so that stands before the address that it has inside.
	const detail = [
		addresses.length > 0 && `Elastic IP ${inShort(addresses)}`,
		publicIpAddresses && `public IP ${inShort(publicIpAddresses)}`,
		privateIpAddresses[0],
		inWords(state),
		zoneId,
	];
	return toItem({
		id,
		name: name === id ? '' : name,
		detail: detail.filter(Boolean).join(' · '),
	});
}

/** So many addresses are shown of a NAT gateway, which can have many. */
const MOST_SHOWN = 2;

function inShort(addresses: string[]): string {
	const more = addresses.length - MOST_SHOWN;
	const shown = addresses.slice(0, MOST_SHOWN).join(', ');
	return more > 0 ? `${shown} and ${more} more` : shown;
}

/** `InUse` as `In Use`, `active` as `Active`. */
function inWords(state: string): string {
	const words = state.replace(/([a-z])([A-Z])/g, '$1 $2');
	return words.charAt(0).toUpperCase() + words.slice(1);
}
