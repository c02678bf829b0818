import { defineAction } from './parts/defineAction';
import { clientToken, required, text } from './parts/parameters';

/** Whether the address pool service is switched on. */
export const GetPublicIpAddressPoolServiceStatus = defineAction({
	name: 'GetPublicIpAddressPoolServiceStatus',
	kind: 'read',
	parameters: { RegionId: required(text()), ClientToken: clientToken() },
	run: ({ world, accountId }) => ({ Enabled: world.poolServiceOpen(accountId) }),
});
