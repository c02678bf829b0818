import type { Operation } from '../Operation';
import { toItem } from '../../output/Output';
import { simplifyAddressPool } from '../../output/simplifyAddressPool';
import { listAddressPools } from '../../api/addressPool';
import {
	dryRun,
	limit,
	nameFilter,
	resourceGroupId,
	returnAll,
	securityProtectionEnabled,
	tags,
	timeLimit,
} from '../fields';
import { onRegionFailure } from '../regionFields';
import { outputOfAddressPool } from '../outputFields';
import { isp } from '../purchaseFields';
import { field, picker } from '../field';

const publicIpAddressPoolIds = field(
	'PublicIpAddressPoolIds',
	picker({
		displayName: 'IP Address Pool Names or IDs',
		name: 'publicIpAddressPoolIds',
		loadOptionsMethod: 'getAddressPools',
		about: 'Only these pools',
	}),
);

const poolStatus = field('Status', {
	displayName: 'Pool Status',
	name: 'poolStatus',
	type: 'options',
	options: [
		{ name: 'Created', value: 'Created', description: 'Ready for use' },
		{ name: 'Deleting', value: 'Deleting', description: 'Being deleted' },
		{ name: 'Modifying', value: 'Modifying', description: 'Being changed' },
	],
	default: 'Created',
});

/** Lists the IP address pools of a region or several (ListPublicIpAddressPools). */
export const getAll: Operation = {
	value: 'getAll',
	readsRegions: true,
	apiAction: 'ListPublicIpAddressPools',
	apiNames: { ISP: 'Isp', Tag: 'Tags' },
	fields: [returnAll, limit, ...outputOfAddressPool],
	collections: {
		filters: [
			isp,
			nameFilter,
			poolStatus,
			publicIpAddressPoolIds,
			resourceGroupId,
			securityProtectionEnabled,
			tags,
		],
		options: [dryRun, onRegionFailure, timeLimit],
	},
	async run({ session, parameters, output, limit: most }) {
		const list = await listAddressPools(session, parameters, most);
		return list.map((pool) => toItem(output, pool, simplifyAddressPool));
	},
};
