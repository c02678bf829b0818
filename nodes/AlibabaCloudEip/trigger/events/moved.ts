import { boundTo } from '../columns/KnownEip';
import { INVENTED_BINDING } from '../record/invented';
import { toBinding, toInventedBinding, nameTarget } from './binding';
import { defineEvent, isStatusKnown } from './EventDefinition';

export const moved = defineEvent({
	value: 'moved',
	name: 'Elastic IP Moved',
	description:
		'An Elastic IP is associated with a different instance than at the previous poll, without having been seen disassociated',
	say: (which, { old, new: now }) =>
		`${which} was moved from ${nameTarget(old)} to ${nameTarget(now)}`,
	detect({ before, after }) {
		if (!isStatusKnown({ before, after })) return undefined;
		const [from, to] = [boundTo(before), boundTo(after)];
		if (from === '' || to === '' || from === to) return undefined;
		// In Use without an instance is no statement about where.
		if (before.instanceId === '' || after.instanceId === '') return undefined;
		return { old: toBinding(before), new: toBinding(after) };
	},
	invent: () => ({
		fields: INVENTED_BINDING,
		old: toInventedBinding('i-test0000000000000001'),
		new: toInventedBinding(),
	}),
});
