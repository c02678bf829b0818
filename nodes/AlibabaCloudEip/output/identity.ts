import type { IDataObject } from 'n8n-workflow';
import type { ElasticIp } from '../api/elasticIp';
import { toFlag } from './toFlag';
import { toNumber } from './toNumber';
import { toText } from './toText';

/** What every item about an Elastic IP names. What is not known of it is left out. */
export function identityOf(
	allocationId: string,
	regionId: string,
	elasticIp: ElasticIp | undefined,
): IDataObject {
	const { IpAddress, Name } = elasticIp ?? {};
	return {
		allocationId,
		...(toText(IpAddress) !== null && { ipAddress: IpAddress }),
		...(typeof Name === 'string' && { name: Name }),
		regionId,
	};
}

type Reader = (before: ElasticIp) => string | number | boolean | null | undefined;

/** How what was before is read; undefined where it is not known. */
const readers = {
	ipAddress: ({ IpAddress }) => toText(IpAddress) ?? undefined,
	name: ({ Name }) => (typeof Name === 'string' ? Name : undefined),
	description: ({ Description }) => (typeof Description === 'string' ? Description : undefined),
	bandwidth: ({ Bandwidth }) => toNumber(Bandwidth) ?? undefined,
	instanceId: (before) => toText(before.InstanceId) ?? nothingBound(before),
	instanceType: (before) => toText(before.InstanceType) ?? nothingBound(before),
	privateIpAddress: ({ PrivateIpAddress }) => toText(PrivateIpAddress) ?? undefined,
	deletionProtection: ({ DeletionProtection }) => toFlag(DeletionProtection) ?? undefined,
	mode: ({ Mode }) => toText(Mode) ?? undefined,
	resourceGroupId: ({ ResourceGroupId }) => toText(ResourceGroupId) ?? undefined,
} satisfies Record<string, Reader>;

/** Null for one that was not bound to anything. */
function nothingBound({ Status }: ElasticIp): null | undefined {
	return Status === 'Available' ? null : undefined;
}

/** What an Elastic IP was before a change, as `previousName` and so on. What is not known is left out. */
export function previousOf(
	before: ElasticIp | undefined,
	names: Array<keyof typeof readers>,
): IDataObject {
	const previous: IDataObject = {};
	for (const name of before ? names : []) {
		const value = readers[name](before ?? {});
		if (value !== undefined) {
			previous[`previous${name.charAt(0).toUpperCase()}${name.slice(1)}`] = value;
		}
	}
	return previous;
}

/** The same for what it is bound to. */
export function previousBindingOf(before: ElasticIp | undefined): IDataObject {
	return previousOf(before, ['instanceId', 'instanceType', 'privateIpAddress']);
}
