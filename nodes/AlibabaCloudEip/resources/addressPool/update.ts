import { checkNotEmpty } from '../checkNotEmpty';
import type { Operation } from '../Operation';
import {
	clientToken,
	description,
	dryRun,
	name,
	publicIpAddressPoolId,
	timeLimit,
} from '../fields';

/** Changes name and description of an IP address pool (UpdatePublicIpAddressPoolAttribute). */
export const update: Operation = {
	value: 'update',
	apiAction: 'UpdatePublicIpAddressPoolAttribute',
	fields: [publicIpAddressPoolId],
	collections: {
		updateFields: [description, name],
		options: [clientToken, dryRun, timeLimit],
	},
	check: (parameters) => checkNotEmpty(parameters, [name, description]),
	async run({ session, parameters, withLock, clientToken: token }) {
		const { PublicIpAddressPoolId: id, Name, Description } = parameters;
		return await withLock([id], async () => {
			const reply = await session.call('UpdatePublicIpAddressPoolAttribute', {
				ClientToken: token('UpdatePublicIpAddressPoolAttribute'),
				...parameters,
			});
			return [
				{
					success: true,
					publicIpAddressPoolId: id,
					...(Name !== undefined && { name: Name }),
					...(Description !== undefined && { description: Description }),
					requestId: reply.RequestId,
				},
			];
		});
	},
};
