import type { Tag } from '../../state/eip';
import { ApiError, invalid } from '../../wire/apiError';
import { isHidden } from './checks';
import type { Context } from './defineAction';
import { oneOfAnyCase } from './parameters';

/** Kinds of resource that can have tags; the simulator has the first three. */
const RESOURCE_TYPES = [
	'EIP',
	'COMMONBANDWIDTHPACKAGE',
	'PUBLICIPADDRESSPOOL',
	'VPC',
	'VSWITCH',
	'ROUTETABLE',
	'VPNGATEWAY',
	'NATGATEWAY',
	'PREFIXLIST',
	'IPV4GATEWAY',
	'IPV6GATEWAY',
	'NETWORKACL',
	'TRAFFICMIRRORFILTER',
	'TRAFFICMIRRORSESSION',
	'FLOWLOG',
	'HAVIP',
	'DHCPOPTIONSSET',
	'GATEWAYENDPOINT',
	'IPV6ADDRESS',
] as const;

/** The parameter ResourceType, in any case. */
export const resourceType = () => oneOfAnyCase(RESOURCE_TYPES);

/** Most tags on one resource. */
const MAX_TAGS = 20;

/** A resource with tags, whatever its kind. */
export interface Tagged {
	readonly id: string;
	readonly type: string;
	readonly tags: readonly Tag[];
	set(tags: readonly Tag[]): void;
}

/** All resources of a kind, or of all kinds, in the region of the call. */
export function taggedResources(context: Context, type: string | undefined): Tagged[] {
	const { world, region, cause } = context;
	const all: Tagged[] = [
		...region
			.eips()
			.filter((eip) => !isHidden(context, eip))
			.map((eip) => ({
				id: eip.allocationId,
				type: 'EIP',
				tags: eip.tags,
				set: (tags: readonly Tag[]) => world.update(eip, { tags }, cause),
			})),
		...[...region.bandwidthPackages.values()].map((found) => ({
			id: found.bandwidthPackageId,
			type: 'COMMONBANDWIDTHPACKAGE',
			tags: found.tags,
			set: (tags: readonly Tag[]) => void (found.tags = tags),
		})),
		...[...region.pools.values()].map((pool) => ({
			id: pool.publicIpAddressPoolId,
			type: 'PUBLICIPADDRESSPOOL',
			tags: pool.tags,
			set: (tags: readonly Tag[]) => void (pool.tags = tags),
		})),
	];
	return type === undefined ? all : all.filter((resource) => resource.type === type);
}

/** The resources of these ids; each must exist. */
export function taggedOf(context: Context, type: string, ids: readonly string[]): Tagged[] {
	const all = new Map(taggedResources(context, type).map((resource) => [resource.id, resource]));
	return [...new Set(ids)].map((id) => {
		const found = all.get(id);
		if (!found) throw new ApiError('ResourceNotFound.Resource');
		return found;
	});
}

/** Old tags with new ones put in; a key that is there gets the new value. */
export function mergeTags(old: readonly Tag[], added: readonly Tag[]): Tag[] {
	const merged = new Map([...old, ...added].map((tag) => [tag.key, tag]));
	if (merged.size > MAX_TAGS) throw invalid('Tag', `would make more than ${MAX_TAGS} tags`);
	return [...merged.values()];
}

/** Whether a resource has all of these tags; an empty value matches any. */
export function hasTags({ tags }: Tagged, wanted: readonly Tag[]): boolean {
	return wanted.every(({ key, value }) =>
		tags.some((tag) => tag.key === key && (value === '' || tag.value === value)),
	);
}
