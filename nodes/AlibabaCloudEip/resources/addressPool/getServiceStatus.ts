import type { Operation } from '../Operation';
import { clientToken, timeLimit } from '../fields';

/** Reads whether the service is enabled (GetPublicIpAddressPoolServiceStatus). */
export const getServiceStatus: Operation = {
	value: 'getServiceStatus',
	apiAction: 'GetPublicIpAddressPoolServiceStatus',
	fields: [],
	collections: { options: [clientToken, timeLimit] },
	async run({ session, parameters }) {
		const reply = await session.call('GetPublicIpAddressPoolServiceStatus', parameters);
		return [{ enabled: reply.Enabled, requestId: reply.RequestId }];
	},
};
