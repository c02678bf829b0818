import { ApiError } from '../wire/apiError';
import { defineAction } from './parts/defineAction';
import { clientToken, required, text } from './parts/parameters';

/** Switches the address pool service on, for the account. */
export const OpenPublicIpAddressPoolService = defineAction({
	name: 'OpenPublicIpAddressPoolService',
	kind: 'write',
	parameters: { RegionId: required(text()), ClientToken: clientToken() },
	run({ world, accountId, settings }) {
		if (settings.reopenPoolService === 'ORDER.OPEND' && world.poolServiceOpen(accountId))
			throw new ApiError('ORDER.OPEND');
		world.openPoolService(accountId);
		return { Code: '200', Message: 'successful' };
	},
});
