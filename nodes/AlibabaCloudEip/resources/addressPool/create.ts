import type { Operation } from '../Operation';
import { InvalidInput } from '../../errors/ApiFailure';
import {
	clientToken,
	description,
	dryRun,
	shownName,
	tags,
	resourceGroupId,
	timeLimit,
} from '../fields';
import { isp, securityProtectionTypes } from '../purchaseFields';
import { field, picker } from '../field';

const bizType = field('BizType', {
	displayName: 'Pool Type',
	name: 'bizType',
	type: 'options',
	options: [
		{
			name: 'CloudBox',
			value: 'CloudBox',
			description: "For CloudBox devices; needs 'Zone Names or IDs'",
		},
		{ name: 'Default', value: 'Default', description: 'For the public cloud' },
	],
	default: 'Default',
});

const zones = field(
	'Zones',
	picker({
		displayName: 'Zone Names or IDs',
		name: 'zones',
		loadOptionsMethod: 'getZones',
		about: "Required if 'Pool Type' is CloudBox",
	}),
);

/** Creates an IP address pool, still without addresses (CreatePublicIpAddressPool). */
export const create: Operation = {
	value: 'create',
	apiAction: 'CreatePublicIpAddressPool',
	apiNames: { ISP: 'Isp' },
	fields: [shownName, tags],
	collections: {
		additionalFields: [bizType, description, isp, resourceGroupId, securityProtectionTypes, zones],
		options: [clientToken, dryRun, timeLimit],
	},
	check(parameters) {
		if (parameters.BizType === 'CloudBox' && !parameters['Zones.1']) {
			throw new InvalidInput(
				"'Pool Type' is CloudBox, but 'Zone Names or IDs' is empty",
				"Add 'Zone Names or IDs', or choose Default as 'Pool Type'.",
			);
		}
	},
	async run({ parameters, createOnce }) {
		const reply = await createOnce('CreatePublicIpAddressPool', parameters);
		return [
			{
				success: true,
				// The API sends both spellings.
				publicIpAddressPoolId: reply.PublicIpAddressPoolId ?? reply.PulbicIpAddressPoolId,
				resourceGroupId: reply.ResourceGroupId,
				requestId: reply.RequestId,
			},
		];
	},
};
