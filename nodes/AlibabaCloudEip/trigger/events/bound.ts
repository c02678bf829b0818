import { boundTo } from '../snapshot';
import { NO_BINDING, sampleBinding, toBinding } from './binding';
import type { EventDefinition } from './EventDefinition';

export const bound: EventDefinition = {
	value: 'bound',
	name: 'Bound',
	description: 'An Elastic IP that was not bound is now bound to an instance',
	detect({ before, after }) {
		if (boundTo(before) !== '' || boundTo(after) === '') return undefined;
		return { old: NO_BINDING, new: toBinding(after) };
	},
	suits: ({ Status }) => Status === 'InUse',
	sample: (elasticIp) => ({ old: NO_BINDING, new: sampleBinding(elasticIp) }),
};
