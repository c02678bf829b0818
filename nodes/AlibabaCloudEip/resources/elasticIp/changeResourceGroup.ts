import type { Operation } from '../Operation';
import { allocationId, timeLimit } from '../fields';
import { identityOf } from '../../output/identity';
import { resourceKinds } from '../../api/resourceKinds';
import { field, locator } from '../field';

const newResourceGroupId = field(
	'NewResourceGroupId',
	locator(resourceKinds.resourceGroup, {
		displayName: 'New Resource Group',
		name: 'newResourceGroupId',
		required: true,
		description: 'The resource group to move the Elastic IP to',
		searchListMethod: 'searchResourceGroups',
	}),
);

/** Moves an Elastic IP to another resource group (MoveResourceGroup). */
export const changeResourceGroup: Operation = {
	value: 'changeResourceGroup',
	apiAction: 'MoveResourceGroup',
	apiNames: { AllocationId: 'ResourceId' },
	fields: [allocationId, newResourceGroupId],
	collections: { options: [timeLimit] },
	async run({ session, parameters, withLock }) {
		const { ResourceId: eipId, NewResourceGroupId: resourceGroupId } = parameters;
		return await withLock([eipId], async () => {
			const reply = await session.call('MoveResourceGroup', {
				...parameters,
				ResourceType: 'EIP',
			});
			const known = identityOf(eipId, session.regionId, undefined);
			return [{ success: true, ...known, resourceGroupId, requestId: reply.RequestId }];
		});
	},
};
