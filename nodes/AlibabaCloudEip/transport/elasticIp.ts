import type { IDataObject } from 'n8n-workflow';
import type { Session, StateNow } from './session';

/** One entry of `EipAddresses.EipAddress[]` of DescribeEipAddresses, as the API sends it. */
export type ElasticIp = IDataObject;

/** DescribeEipAddresses takes at most so many IDs at once. */
export const IDS_PER_CALL = 50;

/** The states that pass by themselves. */
const PASSING_STATES = new Set(['Associating', 'Unassociating', 'Releasing']);

export function isPassingState(status: unknown): boolean {
	return PASSING_STATES.has(String(status));
}

/**
 * What the states of Elastic IPs say after a change was refused because of them.
 *
 * @param fitting the states in which the change can be made
 */
export function judgeStates(statuses: unknown[], fitting: string[]): StateNow {
	if (statuses.some(isPassingState)) return 'passing';
	const areFitting = statuses.length > 0 && statuses.every((one) => fitting.includes(String(one)));
	return areFitting ? 'fitting' : 'lasting';
}

/** The Elastic IPs of a DescribeEipAddresses reply; an empty list if the reply has none. */
export function readElasticIps(reply: IDataObject): ElasticIp[] {
	const outer = reply.EipAddresses as IDataObject | undefined;
	const list: unknown = outer?.EipAddress;
	return Array.isArray(list) ? (list as ElasticIp[]) : [];
}

/**
 * Reads Elastic IPs by ID, 50 with each call.
 * @returns those that exist, by ID
 */
export async function describeByIds(
	session: Session,
	allocationIds: string[],
): Promise<Map<string, ElasticIp>> {
	const found = new Map<string, ElasticIp>();
	for (let start = 0; start < allocationIds.length; start += IDS_PER_CALL) {
		const ids = allocationIds.slice(start, start + IDS_PER_CALL);
		const reply = await session.call('DescribeEipAddresses', {
			AllocationId: ids.join(','),
			PageSize: String(IDS_PER_CALL),
		});
		for (const elasticIp of readElasticIps(reply))
			found.set(String(elasticIp.AllocationId), elasticIp);
	}
	return found;
}

/** Reads one Elastic IP, or undefined if the region has none with this ID. */
export async function describeById(
	session: Session,
	allocationId: string,
): Promise<ElasticIp | undefined> {
	return (await describeByIds(session, [allocationId])).get(allocationId);
}
