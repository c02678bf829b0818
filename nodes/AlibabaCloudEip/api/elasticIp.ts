import type { IDataObject } from 'n8n-workflow';
import { NotFound } from '../errors/NotFound';
import { readListReply } from './client/listReply';
import { type PagedAction, readListPage, readPagedList } from './client/pagedList';
import type { ActionName } from './actions';
import type { StateNow } from './client/repeatedCall';
import type { Session } from './client/session';
import { type ReadByIds, readShared } from './client/sharedReads';
import { type Patience, readUntilFound } from './waiting/absence';

/** One entry of `EipAddresses.EipAddress[]` of DescribeEipAddresses, as the API sends it. */
export type ElasticIp = IDataObject;

/** Some of the Elastic IPs of a region. */
export interface ElasticIpSelection {
	/** Filters of DescribeEipAddresses. */
	filter: Record<string, string>;
	/** What the API cannot filter by. */
	fits?(elasticIp: ElasticIp): boolean;
	/** The field of the form with the Internet Shared Bandwidth instance that they must be in. */
	memberOf?: string;
}

/** The Elastic IPs that are not bound. */
export const AVAILABLE: ElasticIpSelection = { filter: { Status: 'Available' } };

/** The Elastic IPs that are bound. */
export const IN_USE: ElasticIpSelection = { filter: { Status: 'InUse' } };

/** DescribeEipAddresses takes at most so many IDs at once. */
export const IDS_PER_CALL = 50;

/** The largest page of DescribeEipAddresses. */
const ELASTIC_IPS_PER_PAGE = 100;

/** Whether the text is a whole ID of an Elastic IP. */
export function isElasticIpId(text: string): boolean {
	return /^eip-[a-zA-Z0-9]{15,}$/.test(text);
}

/** The states that pass by themselves, and the change that leads to each. */
const PASSING_STATES: ReadonlyMap<string, ActionName> = new Map([
	['Associating', 'AssociateEipAddress'],
	['Unassociating', 'UnassociateEipAddress'],
	['Releasing', 'ReleaseEipAddress'],
]);

export function isPassingState(status: unknown): boolean {
	return PASSING_STATES.has(String(status));
}

/** The change that leads to a state that passes; undefined for other states. */
export function changeLeadingTo(status: unknown): ActionName | undefined {
	return PASSING_STATES.get(String(status));
}

/**
 * What the states of Elastic IPs say after a change was refused because of them.
 *
 * @param fitting the states in which the change can be made
 */
export function stateAfterRefusal(statuses: unknown[], fitting: string[]): StateNow {
	if (statuses.some(isPassingState)) return 'passing';
	const areFitting = statuses.length > 0 && statuses.every((one) => fitting.includes(String(one)));
	return areFitting ? 'fitting' : 'lasting';
}

/** How DescribeEipAddresses lists Elastic IPs. */
export const elasticIps: PagedAction = {
	action: 'DescribeEipAddresses',
	path: ['EipAddresses', 'EipAddress'],
	id: ['AllocationId'],
	largestPage: ELASTIC_IPS_PER_PAGE,
};

/**
 * The Elastic IPs of a DescribeEipAddresses reply as they stand there, whatever the rest of it says.
 * Only for those who look at replies themselves: all others read with the functions below.
 */
export function readElasticIps(reply: IDataObject): ElasticIp[] {
	const outer = reply.EipAddresses as IDataObject | undefined;
	const list: unknown = outer?.EipAddress;
	return Array.isArray(list) ? (list as ElasticIp[]) : [];
}

/**
 * Reads Elastic IPs by ID once, 50 with each call. That one is not found proves nothing, see
 * `readElasticIp`.
 *
 * @param parameters more for DescribeEipAddresses
 * @returns those that were found, by ID
 */
export async function describeByIds(
	session: Session,
	allocationIds: string[],
	parameters: Record<string, string> = {},
): Promise<Map<string, ElasticIp>> {
	const found = new Map<string, ElasticIp>();
	const all = [...new Set(allocationIds)];
	for (let start = 0; start < all.length; start += IDS_PER_CALL) {
		const ids = all.slice(start, start + IDS_PER_CALL);
		const { entries } = await readListReply(
			session,
			elasticIps,
			{ ...parameters, AllocationId: ids.join(','), PageSize: String(IDS_PER_CALL) },
			{ page: { number: 1, size: IDS_PER_CALL }, ids },
		);
		for (const elasticIp of entries) found.set(String(elasticIp.AllocationId), elasticIp);
	}
	return found;
}

const elasticIpsById: ReadByIds = {
	action: 'DescribeEipAddresses',
	by: 'AllocationId',
	maxIds: IDS_PER_CALL,
	read: describeByIds,
};

/**
 * Reads one Elastic IP once, together with others that are asked for at the same time. That it is not
 * found proves nothing, see `readElasticIp`.
 */
export async function describeById(
	session: Session,
	allocationId: string,
): Promise<ElasticIp | undefined> {
	return await readShared(session, elasticIpsById, allocationId);
}

/**
 * Reads one Elastic IP, together with others that are asked for at the same time.
 *
 * @param parameters more for DescribeEipAddresses: then it is not shared
 * @returns undefined when it was not found repeatedly, apart in time
 */
export async function readElasticIp(
	patience: Patience,
	allocationId: string,
	parameters: Record<string, string> = {},
): Promise<ElasticIp | undefined> {
	const { session } = patience;
	const isShared = Object.keys(parameters).length === 0;
	return await readUntilFound(patience, allocationId, async () =>
		isShared
			? await describeById(session, allocationId)
			: (await describeByIds(session, [allocationId], parameters)).get(allocationId),
	);
}

/** What is thrown when an Elastic IP was not found by reading it: nobody has refused anything. */
export function notFound(regionId: string, allocationId: string): NotFound {
	return new NotFound('Elastic IP', allocationId, regionId);
}

/**
 * Reads Elastic IPs page by page, each once.
 *
 * @param parameters filters of DescribeEipAddresses; more than 50 IDs or addresses are asked for in parts
 * @param most so many at most, or undefined for all
 * @param fits what the API cannot filter by; only what fits counts for `most`
 */
export async function listElasticIps(
	session: Session,
	parameters: Record<string, string>,
	{ most, fits }: { most?: number; fits?: (elasticIp: ElasticIp) => boolean } = {},
): Promise<ElasticIp[]> {
	const found = new Map<string, ElasticIp>();
	for (const part of splitLists(toApiFilter(parameters))) {
		const rest = most === undefined ? undefined : most - found.size;
		if (rest === 0) break;
		const list = await readPagedList(session, elasticIps, part, {
			most: rest,
			fits,
			ids: idsOf(part),
		});
		for (const elasticIp of list) found.set(String(elasticIp.AllocationId), elasticIp);
	}
	return [...found.values()];
}

/** One page of the Elastic IPs of a region, and whether it is the last one. */
export async function readElasticIpPage(
	session: Session,
	parameters: Record<string, string>,
	pageNumber: number,
): Promise<{ entries: ElasticIp[]; isLast: boolean }> {
	const page = { number: pageNumber, size: ELASTIC_IPS_PER_PAGE };
	const { entries, totalCount, pageSize } = await readListPage(
		session,
		elasticIps,
		parameters,
		page,
		{ ids: idsOf(parameters) },
	);
	return { entries, isLast: pageNumber * pageSize >= totalCount };
}

/** The IDs that a filter asks for. */
function idsOf({ AllocationId: ids }: Record<string, string>): string[] | undefined {
	const list =
		ids
			?.split(',')
			.map((id) => id.trim())
			.filter(Boolean) ?? [];
	return list.length > 0 ? list : undefined;
}

/** The API's only documented filter key is CreationStartTime, in minutes. */
function toApiFilter(parameters: Record<string, string>): Record<string, string> {
	const { CreationStartTime: time, ...rest } = parameters;
	if (time === undefined) return rest;
	return {
		...rest,
		'Filter.1.Key': 'CreationStartTime',
		'Filter.1.Value': `${time.slice(0, 16)}Z`,
	};
}

/** One set of parameters for each 50 IDs and each 50 addresses. */
function splitLists(parameters: Record<string, string>): Record<string, string>[] {
	return ['AllocationId', 'EipAddress'].reduce<Record<string, string>[]>(
		(parts, name) =>
			parts.flatMap((part) => {
				const values = part[name]?.split(',') ?? [];
				if (values.length <= IDS_PER_CALL) return [part];
				const chunks = [];
				for (let start = 0; start < values.length; start += IDS_PER_CALL) {
					chunks.push({ ...part, [name]: values.slice(start, start + IDS_PER_CALL).join(',') });
				}
				return chunks;
			}),
		[parameters],
	);
}

/** The parameters of AssociateEipAddress that say what is bound to, and how. */
export const BINDING = [
	'InstanceId',
	'InstanceType',
	'InstanceRegionId',
	'Mode',
	'PrivateIpAddress',
	'VpcId',
];

/**
 * How the binding of an Elastic IP compares with one that is wanted. Only what is wanted is compared:
 * instance, type, private address, mode, VPC.
 *
 * @param wanted parameters of AssociateEipAddress
 * @returns `unknown` when nothing differs, but the reply does not tell all of it
 */
export function compareBinding(
	elasticIp: ElasticIp,
	wanted: Record<string, string | undefined>,
): 'same' | 'other' | 'unknown' {
	const pairs = BINDING.filter((name) => wanted[name]).map((name) => {
		const is = elasticIp[name];
		const isTold = typeof is === 'string' && is.trim() !== '';
		return isTold ? (is.trim() === wanted[name]?.trim() ? 'same' : 'other') : 'unknown';
	});
	if (pairs.includes('other')) return 'other';
	return pairs.includes('unknown') ? 'unknown' : 'same';
}

/**
 * Whether an Elastic IP is bound, or being bound, as it is wanted.
 *
 * @param mayBeOurs whether the binding was sent before: then what the reply does not tell is taken to be as
 *   wanted
 */
export function isBindingApplied(
	elasticIp: ElasticIp | undefined,
	wanted: Record<string, string | undefined>,
	mayBeOurs: boolean,
): boolean {
	if (!elasticIp || !['Associating', 'InUse'].includes(String(elasticIp.Status))) return false;
	if (elasticIp.InstanceId !== wanted.InstanceId) return false;
	const comparison = compareBinding(elasticIp, wanted);
	return comparison === 'same' || (comparison === 'unknown' && mayBeOurs);
}

/** How messages name what an Elastic IP is bound to. */
export function nameBinding({ InstanceId, PrivateIpAddress }: Record<string, unknown>): string {
	const id = `'${String(InstanceId ?? '')}'`;
	return PrivateIpAddress ? `${id} (${String(PrivateIpAddress)})` : id;
}
