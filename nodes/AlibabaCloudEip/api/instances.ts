import type { IDataObject } from 'n8n-workflow';
import { isDryRunPassed } from '../errors/dryRun';
import type { Session } from './client/session';
import { type ReadByIds, readShared } from './client/sharedReads';
import {
	type LookUpList,
	type LookUpPage,
	type LookUpQuery,
	type LookedUp,
	at,
	elasticIpOf,
	isIdOf,
	isIpv4,
	lookUp,
	readById,
	textOf,
	textsOf,
} from './lookUp';
import { type Patience, readUntilFound } from './waiting/absence';

const instances: LookUpList = {
	action: 'DescribeInstances',
	path: ['Instances', 'Instance'],
	id: ['InstanceId'],
	largestPage: 100,
	hasTokens: true,
	byId: (id) => ({ InstanceIds: JSON.stringify([id]) }),
	// Classic instances take no Elastic IP, and only so are addresses searched for.
	parameters: { InstanceNetworkType: 'vpc' },
	filtersFor(search): Array<Record<string, string>> {
		if (isIdOf('i-', search)) return [instances.byId(search)];
		if (isIpv4(search)) {
			const addresses = JSON.stringify([search]);
			return [{ PrivateIpAddresses: addresses }, { EipAddresses: addresses }];
		}
		// A part of an ID or of an address is no part of a name.
		if (/^i-|^[\d.]+$/.test(search)) return [];
		return [{ InstanceName: `*${search}*` }];
	},
	read: (instance: IDataObject) => ({
		id: textOf(instance.InstanceId),
		name: textOf(instance.InstanceName),
		privateIpAddresses: textsOf(at(instance, 'VpcAttributes', 'PrivateIpAddress', 'IpAddress')),
		state: textOf(instance.Status),
		zoneId: textOf(instance.ZoneId),
		elasticIps: elasticIpOf(
			at(instance, 'EipAddress', 'IpAddress'),
			at(instance, 'EipAddress', 'AllocationId'),
		),
	}),
};

/**
 * ECS instances in VPCs of the session's region (DescribeInstances of ECS).
 *
 * @throws ApiFailure also when the key lacks the permission; CancelledError
 */
export async function listInstances(
	session: Session,
	query: LookUpQuery = {},
): Promise<LookUpPage> {
	return await listAs(session, instances, query);
}

async function listAs(session: Session, list: LookUpList, query: LookUpQuery): Promise<LookUpPage> {
	const page = await lookUp(session, list, query);
	const isEmpty = page.entries.length === 0 && page.next === undefined;
	if (isEmpty && query.next === undefined) await assertPermission(session);
	return page;
}

/**
 * One ECS instance by its ID, also a classic one. That it is not found proves nothing.
 *
 * @throws ApiFailure also when the key lacks the permission; CancelledError
 */
export async function findInstance(session: Session, id: string): Promise<LookedUp | undefined> {
	const found = await readById(session, instances, id);
	if (!found) await assertPermission(session);
	return found;
}

/** The same with their public addresses; lists only those that have one and no Elastic IP. */
const instancesWithPublicIp: LookUpList = {
	...instances,
	filtersFor(search): Array<Record<string, string>> {
		if (!isIpv4(search)) return instances.filtersFor?.(search) ?? [];
		const addresses = JSON.stringify([search]);
		return [{ PublicIpAddresses: addresses }, { PrivateIpAddresses: addresses }];
	},
	read: (instance: IDataObject) => ({
		...instances.read(instance),
		publicIpAddresses: textsOf(at(instance, 'PublicIpAddress', 'IpAddress')),
		networkType: textOf(instance.InstanceNetworkType),
	}),
	fits: ({ publicIpAddresses = [], elasticIps = [] }) =>
		publicIpAddresses.length > 0 && elasticIps.length === 0,
};

/**
 * ECS instances in VPCs of the session's region whose public IP can become an Elastic IP: that have one, and
 * no Elastic IP.
 *
 * @throws ApiFailure also when the key lacks the permission; CancelledError
 */
export async function listInstancesWithPublicIp(
	session: Session,
	query: LookUpQuery = {},
): Promise<LookUpPage> {
	return await listAs(session, instancesWithPublicIp, query);
}

/**
 * One ECS instance by its ID with its public addresses, whether it has any or not.
 *
 * @returns undefined when it was not found repeatedly, apart in time
 * @throws ApiFailure also when the key lacks the permission; CancelledError
 */
export async function readInstanceWithPublicIp(
	patience: Patience,
	id: string,
): Promise<LookedUp | undefined> {
	const { session } = patience;
	return await readUntilFound(patience, id, async () => {
		const found = await readById(session, instancesWithPublicIp, id);
		if (!found) await assertPermission(session);
		return found;
	});
}

const byAddress: ReadByIds = {
	action: 'DescribeInstances',
	by: 'PrivateIpAddresses',
	// Instances in several VPCs can have the same one.
	maxIds: 1,
	async read(session, [address]) {
		const found: LookedUp[] = [];
		let next: string | undefined;
		do {
			const page = await listInstances(session, { search: address, next });
			// The search also finds by the address of the Elastic IP.
			found.push(
				...page.entries.filter(({ privateIpAddresses }) => privateIpAddresses.includes(address)),
			);
			next = page.next;
		} while (next !== undefined);
		return new Map(found.length > 0 ? [[address, { instances: found }]] : []);
	},
};

/**
 * The ECS instances in VPCs of the session's region that have a private address.
 *
 * @returns none when nothing was found repeatedly, apart in time
 * @throws ApiFailure also when the key lacks the permission; CancelledError
 */
export async function findInstancesByAddress(
	patience: Patience,
	address: string,
): Promise<LookedUp[]> {
	const found = await readUntilFound(
		patience,
		address,
		async () => await readShared(patience.session, byAddress, address),
	);
	return (found?.instances ?? []) as LookedUp[];
}

/** Without the permission the list is empty, not refused: only a dry run tells. */
async function assertPermission(session: Session): Promise<void> {
	await session.call('DescribeInstances', { DryRun: 'true' }).catch(isDryRunPassed);
}
