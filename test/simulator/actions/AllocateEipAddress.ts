import { defineAction } from './parts/defineAction';
import { integer, label, text } from './parts/parameters';
import { purchase, purchaseParameters } from './parts/purchase';

/** Buys one EIP: a random one, or a given one that is free. */
export const AllocateEipAddress = defineAction({
	name: 'AllocateEipAddress',
	kind: 'write',
	parameters: {
		...purchaseParameters,
		ActivityId: integer(),
		Description: label(256),
		Name: label(128),
		Zone: text(),
	},
	run: (call) => {
		const { Name, Description, Zone } = call.parameters;
		return purchase(call, { name: Name, description: Description, zone: Zone, maxYears: 5 });
	},
});
