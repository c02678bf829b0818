import type { ActionName } from './actions';
import type { Session } from './client/session';
import { findHaVip, listHaVips } from './haVips';
import { findInstance, listInstances } from './instances';
import { findLoadBalancer, listLoadBalancers } from './loadBalancers';
import type { LookUpPage, LookUpQuery, LookedUp } from './lookUp';
import { findNatGateway, listNatGateways } from './natGateways';
import { findNetworkInterface, listNetworkInterfaces } from './networkInterfaces';
import type { TargetKind } from './targetKind';

/** What an Elastic IP is bound to and that can be looked up: everything but a mere private address. */
export type ListedKind = Exclude<TargetKind, 'IpAddress'>;

/** How resources of one kind are looked up. */
interface TargetList {
	/** The API action that lists them. */
	action: ActionName;
	list(session: Session, query: LookUpQuery): Promise<LookUpPage>;
	/** Reads one by its ID, whether it takes an Elastic IP or not. That it is not found proves nothing. */
	find(session: Session, id: string): Promise<LookedUp | undefined>;
}

/** The lists of all kinds, in the order in which a form shows them. */
export const targetLists: Readonly<Record<ListedKind, TargetList>> = {
	EcsInstance: { action: 'DescribeInstances', list: listInstances, find: findInstance },
	NetworkInterface: {
		action: 'DescribeNetworkInterfaces',
		list: listNetworkInterfaces,
		find: findNetworkInterface,
	},
	SlbInstance: {
		action: 'DescribeLoadBalancers',
		list: listLoadBalancers,
		find: findLoadBalancer,
	},
	Nat: { action: 'DescribeNatGateways', list: listNatGateways, find: findNatGateway },
	HaVip: { action: 'DescribeHaVips', list: listHaVips, find: findHaVip },
};

/** Every kind that can be looked up, in the order in which a form shows them. */
export const listedKinds = Object.keys(targetLists) as ListedKind[];

/** Whether resources of this kind can be looked up. */
export function isListedKind(kind: TargetKind): kind is ListedKind {
	return kind !== 'IpAddress';
}
