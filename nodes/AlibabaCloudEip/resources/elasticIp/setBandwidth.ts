import type { Operation } from '../Operation';
import { refuse } from '../fieldValues';
import { allocationId, timeLimit } from '../fields';
import { bandwidth } from '../purchaseFields';
import { changeAttributes } from './changeAttributes';

/** Changes the peak bandwidth of an Elastic IP, and nothing else (ModifyEipAddressAttribute). */
export const setBandwidth: Operation = {
	value: 'setBandwidth',
	apiAction: 'ModifyEipAddressAttribute',
	fields: [allocationId, bandwidth],
	collections: { options: [timeLimit] },
	check({ Bandwidth }) {
		// Left out, such as by an expression without a result, nothing would be changed.
		if (Bandwidth === undefined) refuse(bandwidth, 'is empty', 'Enter a number in Mbit/s.');
	},
	run: changeAttributes,
};
