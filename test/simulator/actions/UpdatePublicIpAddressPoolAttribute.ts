import { poolOf } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { refuseDryRun } from './parts/paging';
import { bool, clientToken, label, required, text } from './parts/parameters';
import { refuseBusyPool } from './parts/poolUse';

/** Changes name and description of an address pool. */
export const UpdatePublicIpAddressPoolAttribute = defineAction({
	name: 'UpdatePublicIpAddressPoolAttribute',
	kind: 'write',
	parameters: {
		PublicIpAddressPoolId: required(text()),
		RegionId: required(text()),
		ClientToken: clientToken(),
		Description: label(256),
		DryRun: bool(),
		Name: label(128),
	},
	run(call) {
		const { PublicIpAddressPoolId, Name, Description, DryRun } = call.parameters;
		const pool = poolOf(call, PublicIpAddressPoolId);
		refuseBusyPool(pool);
		refuseDryRun(DryRun);
		pool.name = Name ?? pool.name;
		pool.description = Description ?? pool.description;
		return {};
	},
});
