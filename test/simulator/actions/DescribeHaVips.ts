import { isoSeconds } from '../state/time';
import { ApiError } from '../wire/apiError';
import type { Instance } from '../state/instance';
import { defineAction } from './parts/defineAction';
import { page, pageParameters } from './parts/paging';
import { pairs, required, text, type Parameter } from './parts/parameters';
import { boundEips, haveTags, is, targetsOf } from './parts/targets';

/** `Filter.1.Key`, `Filter.1.Value.1`, ...: the values of one key are alternatives. */
function filters(): Parameter<Array<{ key: string; values: string[] }>> {
	const names = /^\.([1-5])\.(?:Key|Value\.([1-5]))$/;
	return {
		read(raw, name) {
			return [1, 2, 3, 4, 5]
				.map((index) => ({
					key: raw.get(`${name}.${index}.Key`) ?? '',
					values: [1, 2, 3, 4, 5]
						.map((value) => raw.get(`${name}.${index}.Value.${value}`) ?? '')
						.filter((value) => value !== ''),
				}))
				.filter(({ key }) => key !== '');
		},
		owns: (name, flat) => flat.startsWith(name) && names.test(flat.slice(name.length)),
	};
}

const FIELDS: Readonly<Record<string, (haVip: Instance) => string>> = {
	VpcId: ({ vpcId }) => vpcId,
	VSwitchId: ({ vSwitchId }) => vSwitchId,
	Status: ({ status }) => status,
	HaVipId: ({ id }) => id,
	HaVipAddress: ({ privateIpAddresses: [address = ''] }) => address,
};

/** HaVips of a region, with their EIPs. */
export const DescribeHaVips = defineAction({
	name: 'DescribeHaVips',
	kind: 'read',
	parameters: {
		RegionId: required(text()),
		Filter: filters(),
		...pageParameters(50),
		ResourceGroupId: text(),
		Tags: pairs(20),
	},
	run(call) {
		const { parameters: wanted } = call;
		const bound = boundEips(call);
		for (const { key } of wanted.Filter)
			if (!Object.hasOwn(FIELDS, key)) throw new ApiError('InvalidFilterKey.NotFound');
		const found = targetsOf(call, 'HaVip').filter(
			(haVip) =>
				wanted.Filter.every(({ key, values }) => values.includes(FIELDS[key](haVip))) &&
				is(wanted.ResourceGroupId, haVip.resourceGroupId) &&
				haveTags(haVip.tags, wanted.Tags),
		);
		const { items, counts } = page(found, wanted);
		return {
			...counts,
			HaVips: {
				HaVip: items.map((haVip) => ({
					HaVipId: haVip.id,
					Name: haVip.name,
					Description: '',
					Status: haVip.status,
					RegionId: haVip.region,
					VpcId: haVip.vpcId,
					VSwitchId: haVip.vSwitchId,
					IpAddress: haVip.privateIpAddresses[0] ?? '',
					AssociatedEipAddresses: {
						associatedEipAddresse: (bound.get(haVip.id) ?? []).map(({ ipAddress }) => ipAddress),
					},
					AssociatedInstanceType: haVip.attachedTo === '' ? '' : 'EcsInstance',
					AssociatedInstances: {
						associatedInstance: haVip.attachedTo === '' ? [] : [haVip.attachedTo],
					},
					MasterInstanceId: haVip.attachedTo,
					ChargeType: 'PostPaid',
					CreateTime: isoSeconds(haVip.creationTime),
					ResourceGroupId: haVip.resourceGroupId,
					Tags: { Tag: haVip.tags.map(({ key, value }) => ({ Key: key, Value: value })) },
				})),
			},
		};
	},
});
