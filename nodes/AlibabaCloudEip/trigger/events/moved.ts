import { boundTo } from '../snapshot';
import { sampleBinding, toBinding } from './binding';
import type { EventDefinition } from './EventDefinition';

export const moved: EventDefinition = {
	value: 'moved',
	name: 'Moved',
	description:
		'An Elastic IP is bound to another instance than at the last poll, without having been seen unbound',
	detect({ before, after }) {
		const [from, to] = [boundTo(before), boundTo(after)];
		if (from === '' || to === '' || from === to) return undefined;
		// In Use without an instance is no statement about where.
		if (before.instanceId === '' || after.instanceId === '') return undefined;
		return { old: toBinding(before), new: toBinding(after) };
	},
	suits: ({ Status }) => Status === 'InUse',
	sample: (elasticIp) => ({
		old: { instanceId: 'i-25old5kktcp4abcd', instanceType: 'EcsInstance' },
		new: sampleBinding(elasticIp),
	}),
};
