import type { IDataObject } from 'n8n-workflow';
import type { Session } from './client/session';
import {
	type LookUpList,
	type LookUpPage,
	type LookUpQuery,
	type LookedUp,
	isIdOf,
	isIpv4,
	lookUp,
	readById,
	textOf,
} from './lookUp';

const loadBalancers: LookUpList = {
	action: 'DescribeLoadBalancers',
	path: ['LoadBalancers', 'LoadBalancer'],
	id: ['LoadBalancerId'],
	largestPage: 100,
	byId: (id) => ({ LoadBalancerId: id }),
	// No other takes an Elastic IP.
	parameters: { AddressType: 'intranet', NetworkType: 'vpc' },
	filtersFor(search) {
		if (isIdOf('lb-', search)) return [loadBalancers.byId(search)];
		return isIpv4(search) ? [{ Address: search }] : [];
	},
	read: (loadBalancer: IDataObject) => ({
		id: textOf(loadBalancer.LoadBalancerId),
		name: textOf(loadBalancer.LoadBalancerName),
		privateIpAddresses: [textOf(loadBalancer.Address)].filter(Boolean),
		state: textOf(loadBalancer.LoadBalancerStatus),
		zoneId: textOf(loadBalancer.MasterZoneId),
		elasticIps: undefined,
	}),
};

/**
 * CLB instances of the session's region that take an Elastic IP: those with a private address in a
 * VPC (DescribeLoadBalancers of SLB). The list does not tell which one they have.
 *
 * @throws ApiFailure also when the key lacks the permission; CancelledError
 */
export async function listLoadBalancers(
	session: Session,
	query: LookUpQuery = {},
): Promise<LookUpPage> {
	return await lookUp(session, loadBalancers, query);
}

/**
 * One CLB instance by its ID, also one that takes no Elastic IP. That it is not found proves nothing.
 *
 * @throws ApiFailure also when the key lacks the permission; CancelledError
 */
export async function findLoadBalancer(
	session: Session,
	id: string,
): Promise<LookedUp | undefined> {
	return await readById(session, loadBalancers, id);
}
