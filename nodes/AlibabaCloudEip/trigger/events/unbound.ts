import { boundTo } from '../columns/KnownEip';
import { NO_BINDING, toBinding, toInventedBinding, nameTarget } from './binding';
import { defineEvent, isStatusKnown } from './EventDefinition';

export const unbound = defineEvent({
	value: 'unbound',
	name: 'Elastic IP Disassociated',
	description: 'An Elastic IP that was associated with an instance is no longer associated',
	say: (which, { old }) => `${which} was disassociated from ${nameTarget(old)}`,
	detect({ before, after }) {
		if (!isStatusKnown({ before, after })) return undefined;
		if (boundTo(before) === '' || boundTo(after) !== '') return undefined;
		return { old: toBinding(before), new: NO_BINDING };
	},
	invent: () => ({ fields: {}, old: toInventedBinding(), new: NO_BINDING }),
});
