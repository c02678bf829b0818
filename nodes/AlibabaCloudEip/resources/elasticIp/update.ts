import type { Operation } from '../../description/Operation';
import { InvalidInput } from '../../errors/ApiFailure';
import { describeById, isPassingState } from '../../transport/elasticIp';
import { allocationId, timeLimit } from '../fields';
import { bandwidth, description, name } from './fields';

/** Changes name, description and peak bandwidth (ModifyEipAddressAttribute). */
export const update: Operation = {
	value: 'update',
	apiAction: 'ModifyEipAddressAttribute',
	fields: [allocationId],
	collections: { updateFields: [description, name, bandwidth], options: [timeLimit] },
	check(parameters) {
		const isEmpty = !(
			'Name' in parameters ||
			'Description' in parameters ||
			'Bandwidth' in parameters
		);
		if (isEmpty) {
			throw new InvalidInput(
				"'Update Fields' is empty, so there is nothing to change",
				"Add at least one of 'Name', 'Description' and 'Peak Bandwidth'.",
			);
		}
	},
	async run({ session, parameters, alone }) {
		const eipId = parameters.AllocationId;
		return await alone([eipId], async () => {
			const reply = await session.call('ModifyEipAddressAttribute', parameters, {
				isPassing: async () => isPassingState((await describeById(session, eipId))?.Status),
			});
			const { Name, Description, Bandwidth } = parameters;
			return [
				{
					success: true,
					allocationId: eipId,
					...(Name !== undefined && { name: Name }),
					...(Description !== undefined && { description: Description }),
					...(Bandwidth !== undefined && { bandwidth: Number(Bandwidth) }),
					requestId: reply.RequestId,
				},
			];
		});
	},
};
