import { checkNotEmpty } from '../../description/checkNotEmpty';
import type { Operation } from '../../description/Operation';
import { describeById, judgeStates } from '../../transport/elasticIp';
import { allocationId, description, name, timeLimit } from '../fields';
import { bandwidth } from '../purchaseFields';

/** Changes name, description and peak bandwidth (ModifyEipAddressAttribute). */
export const update: Operation = {
	value: 'update',
	apiAction: 'ModifyEipAddressAttribute',
	fields: [allocationId],
	collections: { updateFields: [description, name, bandwidth], options: [timeLimit] },
	check: (parameters) =>
		checkNotEmpty(parameters, {
			Name: 'Name',
			Description: 'Description',
			Bandwidth: 'Peak Bandwidth',
		}),
	async run({ session, parameters, alone }) {
		const eipId = parameters.AllocationId;
		return await alone([eipId], async () => {
			const reply = await session.call('ModifyEipAddressAttribute', parameters, {
				findState: async () =>
					judgeStates([(await describeById(session, eipId))?.Status], ['Available', 'InUse']),
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
