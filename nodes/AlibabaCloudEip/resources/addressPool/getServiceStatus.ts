import type { Operation } from '../../description/Operation';
import { clientToken, timeLimit } from '../fields';

/** Reads whether the service is enabled (GetPublicIpAddressPoolServiceStatus). */
export const getServiceStatus: Operation = {
	value: 'getServiceStatus',
	apiAction: 'GetPublicIpAddressPoolServiceStatus',
	fields: [],
	collections: { additionalFields: [clientToken], options: [timeLimit] },
	async run({ session, parameters }) {
		const reply = await session.call('GetPublicIpAddressPoolServiceStatus', parameters);
		return [{ enabled: reply.Enabled, requestId: reply.RequestId }];
	},
};
