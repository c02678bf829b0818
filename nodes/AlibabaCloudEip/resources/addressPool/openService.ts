import type { Operation } from '../../description/Operation';
import { clientToken, timeLimit } from '../fields';

/** Enables IP address pools for the account (OpenPublicIpAddressPoolService). */
export const openService: Operation = {
	value: 'openService',
	apiAction: 'OpenPublicIpAddressPoolService',
	fields: [],
	collections: { additionalFields: [clientToken], options: [timeLimit] },
	async run({ session, parameters, clientToken: token }) {
		const reply = await session.call('OpenPublicIpAddressPoolService', {
			ClientToken: token('OpenPublicIpAddressPoolService'),
			...parameters,
		});
		return [{ success: true, requestId: reply.RequestId }];
	},
};
