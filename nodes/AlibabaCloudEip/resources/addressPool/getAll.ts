import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../description/Operation';
import { ApiFailure } from '../../errors/ApiFailure';
import { isDryRunPassed } from '../../errors/dryRun';
import { simplifyAddressPool } from '../../output/simplifyAddressPool';
import { listAddressPools } from '../../transport/addressPool';
import {
	dryRun,
	limit,
	nameFilter,
	resourceGroupId,
	returnAll,
	securityProtectionEnabled,
	simplify,
	tags,
	timeLimit,
} from '../fields';
import { isp } from '../purchaseFields';

const publicIpAddressPoolIds: INodeProperties = {
	displayName: 'IP Address Pool IDs',
	name: 'publicIpAddressPoolIds',
	type: 'string',
	default: '',
	placeholder: 'e.g. pippool-2vc0kxcedhquybdsz5abcd',
	description: 'IDs separated by commas',
	routing: {
		send: { type: 'query', property: 'PublicIpAddressPoolIds', propertyInDotNotation: false },
	},
};

const poolStatus: INodeProperties = {
	displayName: 'Pool Status',
	name: 'poolStatus',
	type: 'options',
	options: [
		{ name: 'Created', value: 'Created', description: 'Ready for use' },
		{ name: 'Deleting', value: 'Deleting', description: 'Being deleted' },
		{ name: 'Modifying', value: 'Modifying', description: 'Being changed' },
	],
	default: 'Created',
	routing: { send: { type: 'query', property: 'Status', propertyInDotNotation: false } },
};

/** Lists the IP address pools of a region (ListPublicIpAddressPools). */
export const getAll: Operation = {
	value: 'getAll',
	apiAction: 'ListPublicIpAddressPools',
	apiNames: { ISP: 'Isp', Tag: 'Tags' },
	fields: [returnAll, limit, simplify],
	collections: {
		filters: [
			dryRun,
			isp,
			nameFilter,
			poolStatus,
			publicIpAddressPoolIds,
			resourceGroupId,
			securityProtectionEnabled,
			tags,
		],
		options: [timeLimit],
	},
	async run({ session, parameters, simplify: isSimple, limit: most }) {
		const list = await listAddressPools(session, parameters, most).catch(isDryRunPassed);
		if (list instanceof ApiFailure) return [{ dryRun: true, allowed: true }];
		return isSimple ? list.map(simplifyAddressPool) : list;
	},
};
