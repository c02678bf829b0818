import type { Operation } from '../Operation';
import { clientToken, timeLimit } from '../fields';

/** Enables IP address pools for the account (OpenPublicIpAddressPoolService). */
export const openService: Operation = {
	value: 'openService',
	apiAction: 'OpenPublicIpAddressPoolService',
	fields: [],
	collections: { options: [clientToken, timeLimit] },
	async run({ session, parameters, clientToken: token }) {
		const reply = await session.call(
			'OpenPublicIpAddressPoolService',
			{ ClientToken: token('OpenPublicIpAddressPoolService'), ...parameters },
			{
				isApplied: async () => {
					const { Enabled } = await session.call('GetPublicIpAddressPoolServiceStatus', {});
					return Enabled === true || Enabled === 'true';
				},
				acceptsAlreadySo: true,
			},
		);
		return [{ success: true, requestId: reply.RequestId }];
	},
};
