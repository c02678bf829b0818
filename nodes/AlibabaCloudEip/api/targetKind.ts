import { isIpv4 } from './lookUp';
import { type ResourceKind, bodyOf, resourceKinds } from './resourceKinds';

/** What an Elastic IP can be bound to, as the API names it in `InstanceType`. */
export type TargetKind =
	| 'EcsInstance'
	| 'NetworkInterface'
	| 'SlbInstance'
	| 'Nat'
	| 'HaVip'
	| 'IpAddress';

/** The first letters of the IDs of each kind. */
const prefixes: Readonly<Record<string, TargetKind>> = {
	'i-': 'EcsInstance',
	'eni-': 'NetworkInterface',
	'lb-': 'SlbInstance',
	'ngw-': 'Nat',
	'havip-': 'HaVip',
};

/** What IDs and private addresses of each kind begin with: the addresses of RFC 1918 all begin with a 1. */
export const firstLetters: Readonly<Record<string, TargetKind>> = { ...prefixes, '1': 'IpAddress' };

/** The blocks of private addresses (RFC 1918). */
const PRIVATE = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/;

/** What an Elastic IP is bound to, where its kind can be told. */
export const boundInstance: ResourceKind = {
	name: 'associated instance',
	pattern: new RegExp(
		`^(?:(?:${Object.keys(prefixes).join('|')})[a-zA-Z0-9-]+|(?=${PRIVATE.source.slice(1)})${bodyOf(resourceKinds.ipAddress)})$`,
	),
	examples: resourceKinds.instance.examples,
};

/**
 * What kind of resource an ID or a private IPv4 address is of. Undefined where that cannot be told:
 * other IDs, and public addresses, which a VPC may use as private ones all the same.
 */
export function targetKindOf(id: string): TargetKind | undefined {
	if (isIpv4(id)) return PRIVATE.test(id) ? 'IpAddress' : undefined;
	const [, prefix = ''] = /^([a-z]+-)[a-zA-Z0-9-]+$/.exec(id) ?? [];
	return Object.hasOwn(prefixes, prefix) ? prefixes[prefix] : undefined;
}

/** What people call each kind in a sentence, and several of it. */
export const targetNames: Readonly<Record<TargetKind, { name: string; many: string }>> = {
	EcsInstance: { name: 'ECS instance', many: 'ECS instances' },
	NetworkInterface: { name: 'network interface', many: 'network interfaces' },
	SlbInstance: { name: 'CLB instance', many: 'CLB instances' },
	Nat: { name: 'NAT gateway', many: 'NAT gateways' },
	HaVip: { name: 'HAVIP', many: 'HAVIPs' },
	IpAddress: { name: 'IP address', many: 'IP addresses' },
};
