import { checkNotEmpty } from '../checkNotEmpty';
import type { Operation } from '../Operation';
import { bandwidthPackageId, description, name, timeLimit } from '../fields';

/** Changes name and description of a bandwidth package (ModifyCommonBandwidthPackageAttribute). */
export const update: Operation = {
	value: 'update',
	apiAction: 'ModifyCommonBandwidthPackageAttribute',
	fields: [bandwidthPackageId],
	collections: { updateFields: [description, name], options: [timeLimit] },
	check: (parameters) => checkNotEmpty(parameters, [name, description]),
	async run({ session, parameters, withLock }) {
		const { BandwidthPackageId: id, Name, Description } = parameters;
		return await withLock([id], async () => {
			const reply = await session.call('ModifyCommonBandwidthPackageAttribute', parameters);
			return [
				{
					success: true,
					bandwidthPackageId: id,
					...(Name !== undefined && { name: Name }),
					...(Description !== undefined && { description: Description }),
					requestId: reply.RequestId,
				},
			];
		});
	},
};
