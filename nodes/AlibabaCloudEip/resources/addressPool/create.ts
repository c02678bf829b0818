import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../description/Operation';
import { ApiFailure, InvalidInput } from '../../errors/ApiFailure';
import { isDryRunPassed } from '../../errors/dryRun';
import {
	clientToken,
	description,
	dryRun,
	name,
	resourceGroupId,
	tags,
	timeLimit,
} from '../fields';
import { isp, securityProtectionTypes } from '../purchaseFields';

const bizType: INodeProperties = {
	displayName: 'Pool Type',
	name: 'bizType',
	type: 'options',
	options: [
		{ name: 'CloudBox', value: 'CloudBox', description: 'For CloudBox devices; needs Zones' },
		{ name: 'Default', value: 'Default', description: 'For the public cloud' },
	],
	default: 'Default',
	routing: { send: { type: 'query', property: 'BizType', propertyInDotNotation: false } },
};

const zones: INodeProperties = {
	displayName: 'Zones',
	name: 'zones',
	type: 'string',
	default: '',
	placeholder: 'e.g. ap-southeast-1-lzdvn-cb',
	description: 'Zones separated by commas. Needed if Pool Type is CloudBox.',
	routing: { send: { type: 'query', property: 'Zones', propertyInDotNotation: false } },
};

/** Creates an IP address pool, still without addresses (CreatePublicIpAddressPool). */
export const create: Operation = {
	value: 'create',
	apiAction: 'CreatePublicIpAddressPool',
	apiNames: { ISP: 'Isp' },
	fields: [],
	collections: {
		additionalFields: [
			bizType,
			clientToken,
			description,
			dryRun,
			isp,
			name,
			resourceGroupId,
			securityProtectionTypes,
			tags,
			zones,
		],
		options: [timeLimit],
	},
	check(parameters) {
		if (parameters.BizType === 'CloudBox' && !parameters['Zones.1']) {
			throw new InvalidInput(
				"'Pool Type' is CloudBox, but 'Zones' is empty",
				"Add 'Zones', or choose Default as 'Pool Type'.",
			);
		}
	},
	async run({ session, parameters, clientToken: token }) {
		const reply = await session
			.call('CreatePublicIpAddressPool', {
				ClientToken: token('CreatePublicIpAddressPool'),
				...parameters,
			})
			.catch(isDryRunPassed);
		if (reply instanceof ApiFailure) return [{ dryRun: true, allowed: true }];
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
