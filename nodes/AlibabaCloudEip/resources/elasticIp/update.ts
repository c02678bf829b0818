import { checkNotEmpty } from '../checkNotEmpty';
import type { Operation } from '../Operation';
import { allocationId, description, name, timeLimit } from '../fields';
import { bandwidth } from '../purchaseFields';
import { changeAttributes } from './changeAttributes';

/** Changes name, description and peak bandwidth (ModifyEipAddressAttribute). */
export const update: Operation = {
	value: 'update',
	apiAction: 'ModifyEipAddressAttribute',
	fields: [allocationId],
	collections: { updateFields: [description, name, bandwidth], options: [timeLimit] },
	check: (parameters) => checkNotEmpty(parameters, [name, description, bandwidth]),
	run: changeAttributes,
};
