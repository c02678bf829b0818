import type { IDataObject } from 'n8n-workflow';
import { readPagedList } from './client/pagedList';
import type { Session } from './client/session';
import { type ReadByIds, readShared } from './client/sharedReads';
import { type ElasticIp, IDS_PER_CALL, elasticIps } from './elasticIp';
import { isIpv4 } from './lookUp';
import { bodyOf, resourceKinds } from './resourceKinds';
import { boundInstance, targetKindOf } from './targetKind';
import { type Patience, readUntilFound } from './waiting/absence';

/** What an Elastic IP is named by: its ID, its IP address, or what it is bound to. */
export type ElasticIpReference = { by: 'id' | 'address' | 'binding'; value: string };

/** What a text must look like to be understood. */
export const elasticIpReference = {
	pattern: new RegExp(
		`^(?:${[resourceKinds.elasticIp, resourceKinds.ipAddress, boundInstance].map(bodyOf).join('|')})$`,
	),
	advice: `Enter its ID, such as '${resourceKinds.elasticIp.examples[0]}', its IP address, such as '${resourceKinds.ipAddress.examples[0]}', or the ID of what it is associated with, such as '${boundInstance.examples[0]}'.`,
};

/** Understands a text; undefined where it cannot name an Elastic IP. A private address is what one is bound to. */
export function readReference(value: string): ElasticIpReference | undefined {
	if (resourceKinds.elasticIp.pattern.test(value)) return { by: 'id', value };
	if (targetKindOf(value)) return { by: 'binding', value };
	return isIpv4(value) ? { by: 'address', value } : undefined;
}

const byAddress: ReadByIds = {
	action: 'DescribeEipAddresses',
	by: 'EipAddress',
	maxIds: IDS_PER_CALL,
	read: async (session, addresses) =>
		await readBy(session, { EipAddress: addresses.join(',') }, 'IpAddress', addresses),
};

const byBinding: ReadByIds = {
	action: 'DescribeEipAddresses',
	by: 'AssociatedInstanceId',
	// The filter takes one ID only.
	maxIds: 1,
	async read(session, [id]) {
		// Older documents want both.
		const filter = { AssociatedInstanceId: id, AssociatedInstanceType: String(targetKindOf(id)) };
		return await readBy(session, filter, 'InstanceId', [id]);
	},
};

/** Reads what a filter finds, by the value of a field. */
async function readBy(
	session: Session,
	filter: Record<string, string>,
	field: string,
	values: string[],
): Promise<Map<string, IDataObject>> {
	const found = new Map<string, IDataObject & { elasticIps: ElasticIp[] }>();
	const having = { field, values };
	for (const elasticIp of await readPagedList(session, elasticIps, filter, { having })) {
		const value = String(elasticIp[field]);
		const { elasticIps: others = [] } = found.get(value) ?? {};
		found.set(value, { elasticIps: [...others, elasticIp] });
	}
	return found;
}

/**
 * The Elastic IPs that an address or a binding names, read together with others that are asked for at
 * the same time.
 *
 * @returns none when nothing was found repeatedly, apart in time
 * @throws ApiFailure; CancelledError
 */
export async function findElasticIps(
	patience: Patience,
	reference: ElasticIpReference,
): Promise<ElasticIp[]> {
	const found = await readUntilFound(patience, reference.value, async () => {
		const elasticIps = await findOnce(patience.session, reference);
		return elasticIps.length > 0 ? elasticIps : undefined;
	});
	return found ?? [];
}

/** The same with one look: that nothing was found proves nothing. */
export async function findOnce(
	session: Session,
	{ by, value }: ElasticIpReference,
): Promise<ElasticIp[]> {
	const found = await readShared(session, by === 'address' ? byAddress : byBinding, value);
	return (found?.elasticIps ?? []) as ElasticIp[];
}
