import type { IDataObject } from 'n8n-workflow';
import type { Session } from './client/session';
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
	objectsOf,
	readById,
	textOf,
} from './lookUp';

const networkInterfaces: LookUpList = {
	action: 'DescribeNetworkInterfaces',
	path: ['NetworkInterfaceSets', 'NetworkInterfaceSet'],
	id: ['NetworkInterfaceId'],
	largestPage: 100,
	hasTokens: true,
	byId: (id) => ({ 'NetworkInterfaceId.1': id }),
	// A primary interface gets its Elastic IP through its instance.
	parameters: { Type: 'Secondary' },
	filtersFor(search): Array<Record<string, string>> {
		if (isIdOf('eni-', search)) return [networkInterfaces.byId(search)];
		if (isIpv4(search)) return [{ PrimaryIpAddress: search }, { 'PrivateIpAddress.1': search }];
		return [];
	},
	read(networkInterface: IDataObject) {
		const addresses = objectsOf(at(networkInterface, 'PrivateIpSets', 'PrivateIpSet'));
		const ofAddresses = addresses.flatMap((address) => publicIpOf(address));
		return {
			id: textOf(networkInterface.NetworkInterfaceId),
			name: textOf(networkInterface.NetworkInterfaceName),
			privateIpAddresses: primaryFirst(addresses),
			state: textOf(networkInterface.Status),
			zoneId: textOf(networkInterface.ZoneId),
			elasticIps: ofAddresses.length > 0 ? ofAddresses : publicIpOf(networkInterface),
		};
	},
};

function publicIpOf(entry: IDataObject) {
	return elasticIpOf(
		at(entry, 'AssociatedPublicIp', 'PublicIpAddress'),
		at(entry, 'AssociatedPublicIp', 'AllocationId'),
	);
}

function primaryFirst(addresses: IDataObject[]): string[] {
	return [...addresses]
		.sort((left, right) => Number(right.Primary === true) - Number(left.Primary === true))
		.map(({ PrivateIpAddress }) => textOf(PrivateIpAddress))
		.filter(Boolean);
}

/**
 * Secondary network interfaces of the session's region (DescribeNetworkInterfaces of ECS).
 *
 * @throws ApiFailure also when the key lacks the permission; CancelledError
 */
export async function listNetworkInterfaces(
	session: Session,
	query: LookUpQuery = {},
): Promise<LookUpPage> {
	return await lookUp(session, networkInterfaces, query);
}

/**
 * One network interface by its ID, also a primary one. That it is not found proves nothing.
 *
 * @throws ApiFailure also when the key lacks the permission; CancelledError
 */
export async function findNetworkInterface(
	session: Session,
	id: string,
): Promise<LookedUp | undefined> {
	return await readById(session, networkInterfaces, id);
}
