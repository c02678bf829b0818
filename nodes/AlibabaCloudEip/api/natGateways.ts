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
	lookUp,
	objectsOf,
	readById,
	textOf,
} from './lookUp';

const natGateways: LookUpList = {
	action: 'DescribeNatGateways',
	path: ['NatGateways', 'NatGateway'],
	id: ['NatGatewayId'],
	largestPage: 50,
	byId: (id) => ({ NatGatewayId: id }),
	// A VPC NAT gateway takes no Elastic IP.
	parameters: { NetworkType: 'internet' },
	filtersFor: (search) => (isIdOf('ngw-', search) ? [natGateways.byId(search)] : []),
	read: (gateway: IDataObject) => ({
		id: textOf(gateway.NatGatewayId),
		name: textOf(gateway.Name),
		privateIpAddresses: [textOf(at(gateway, 'NatGatewayPrivateInfo', 'PrivateIpAddress'))].filter(
			Boolean,
		),
		state: textOf(gateway.Status),
		zoneId: textOf(at(gateway, 'NatGatewayPrivateInfo', 'IzNo')),
		elasticIps: objectsOf(at(gateway, 'IpLists', 'IpList')).flatMap(({ IpAddress, AllocationId }) =>
			elasticIpOf(IpAddress, AllocationId),
		),
	}),
};

/**
 * Internet NAT gateways of the session's region (DescribeNatGateways).
 *
 * @throws ApiFailure also when the key lacks the permission; CancelledError
 */
export async function listNatGateways(
	session: Session,
	query: LookUpQuery = {},
): Promise<LookUpPage> {
	return await lookUp(session, natGateways, query);
}

/**
 * One NAT gateway by its ID, also a VPC NAT gateway. That it is not found proves nothing.
 *
 * @throws ApiFailure also when the key lacks the permission; CancelledError
 */
export async function findNatGateway(session: Session, id: string): Promise<LookedUp | undefined> {
	return await readById(session, natGateways, id);
}
