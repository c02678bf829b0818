import { checkNotEmpty } from '../../description/checkNotEmpty';
import type { Operation } from '../../description/Operation';
import { ApiFailure } from '../../errors/ApiFailure';
import { isDryRunPassed } from '../../errors/dryRun';
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
		additionalFields: [clientToken, dryRun],
		options: [timeLimit],
	},
	check: (parameters) => checkNotEmpty(parameters, { Name: 'Name', Description: 'Description' }),
	async run({ session, parameters, alone, clientToken: token }) {
		const { PublicIpAddressPoolId: id, Name, Description } = parameters;
		return await alone([id], async () => {
			const reply = await session
				.call('UpdatePublicIpAddressPoolAttribute', {
					ClientToken: token('UpdatePublicIpAddressPoolAttribute'),
					...parameters,
				})
				.catch(isDryRunPassed);
			if (reply instanceof ApiFailure) return [{ dryRun: true, allowed: true }];
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
