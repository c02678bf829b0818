import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../description/Operation';
import { allocationId, timeLimit } from '../fields';

const newResourceGroupId: INodeProperties = {
	displayName: 'New Resource Group ID',
	name: 'newResourceGroupId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. rg-acfmxazffggds5abcd',
	description: 'The resource group to move the Elastic IP to',
	routing: {
		send: { type: 'query', property: 'NewResourceGroupId', propertyInDotNotation: false },
	},
};

/** Moves an Elastic IP to another resource group (MoveResourceGroup). */
export const changeResourceGroup: Operation = {
	value: 'changeResourceGroup',
	apiAction: 'MoveResourceGroup',
	apiNames: { AllocationId: 'ResourceId' },
	fields: [allocationId, newResourceGroupId],
	collections: { options: [timeLimit] },
	async run({ session, parameters, alone }) {
		const { ResourceId: eipId, NewResourceGroupId: resourceGroupId } = parameters;
		return await alone([eipId], async () => {
			const reply = await session.call('MoveResourceGroup', {
				...parameters,
				ResourceType: 'EIP',
			});
			return [{ success: true, allocationId: eipId, resourceGroupId, requestId: reply.RequestId }];
		});
	},
};
