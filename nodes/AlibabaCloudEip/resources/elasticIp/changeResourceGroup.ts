import type { Operation } from '../Operation';
import { allocationId, timeLimit } from '../fields';
import { identityOf, previousOf } from '../../output/identity';
import { resourceKinds } from '../../api/resourceKinds';
import { field, locator } from '../field';
import { readBeforeChange } from './calls';

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
	async run(context) {
		const { session, parameters, withLock } = context;
		const { ResourceId: eipId, NewResourceGroupId: resourceGroupId } = parameters;
		return await withLock([eipId], async () => {
			const { found, before } = await readBeforeChange(context, eipId, 'MoveResourceGroup');
			const reply = await session.call('MoveResourceGroup', {
				...parameters,
				ResourceType: 'EIP',
			});
			return [
				{
					success: true,
					...identityOf(eipId, session.regionId, found),
					resourceGroupId,
					...previousOf(before, ['resourceGroupId']),
					requestId: reply.RequestId,
				},
			];
		});
	},
};
