import { defineAction } from './parts/defineAction';
import { purchase, purchaseParameters } from './parts/purchase';

/** The older way to buy a given EIP; its parameters are part of AllocateEipAddress now. */
export const AllocateEipAddressPro = defineAction({
	name: 'AllocateEipAddressPro',
	kind: 'write',
	parameters: purchaseParameters,
	run: (call) => purchase(call, { maxYears: 3 }),
});
