import type { IDataObject } from 'n8n-workflow';
import type { Session } from './client/session';
import {
	type LookUpList,
	type LookUpPage,
	type LookUpQuery,
	isIdOf,
	lookUp,
	textOf,
} from './lookUp';

const vpcs: LookUpList = {
	action: 'DescribeVpcs',
	path: ['Vpcs', 'Vpc'],
	id: ['VpcId'],
	largestPage: 50,
	byId: (id) => ({ VpcId: id }),
	filtersFor: (search) => (isIdOf('vpc-', search) ? [vpcs.byId(search)] : []),
	read: (vpc: IDataObject) => ({
		id: textOf(vpc.VpcId),
		name: textOf(vpc.VpcName),
		privateIpAddresses: [textOf(vpc.CidrBlock)].filter(Boolean),
		state: textOf(vpc.Status),
		zoneId: '',
		elasticIps: undefined,
	}),
};

/**
 * VPCs of the session's region, with their CIDR block as address (DescribeVpcs).
 *
 * @throws ApiFailure also when the key lacks the permission; CancelledError
 */
export async function listVpcs(session: Session, query: LookUpQuery = {}): Promise<LookUpPage> {
	return await lookUp(session, vpcs, query);
}
