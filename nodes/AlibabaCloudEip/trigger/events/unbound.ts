import { boundTo } from '../snapshot';
import { NO_BINDING, sampleBinding, toBinding } from './binding';
import type { EventDefinition } from './EventDefinition';

export const unbound: EventDefinition = {
	value: 'unbound',
	name: 'Unbound',
	description: 'An Elastic IP that was bound to an instance is not bound any more',
	detect({ before, after }) {
		if (boundTo(before) === '' || boundTo(after) !== '') return undefined;
		return { old: toBinding(before), new: NO_BINDING };
	},
	suits: ({ Status }) => Status === 'Available',
	sample: (elasticIp) => ({ old: sampleBinding(elasticIp), new: NO_BINDING }),
};
