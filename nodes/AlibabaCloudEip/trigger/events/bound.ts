import { boundTo } from '../columns/KnownEip';
import { INVENTED_BINDING } from '../record/invented';
import { NO_BINDING, toBinding, toInventedBinding, nameTarget } from './binding';
import { defineEvent, isStatusKnown } from './EventDefinition';

export const bound = defineEvent({
	value: 'bound',
	name: 'Elastic IP Associated',
	description: 'An Elastic IP that was not associated is now associated with an instance',
	say: (which, { new: now }) => `${which} was associated with ${nameTarget(now)}`,
	detect({ before, after }) {
		if (!isStatusKnown({ before, after })) return undefined;
		if (boundTo(before) !== '' || boundTo(after) === '') return undefined;
		return { old: NO_BINDING, new: toBinding(after) };
	},
	showNow({ Status, InstanceId, InstanceType }) {
		if (Status !== 'InUse' || !InstanceId) return undefined;
		return {
			old: NO_BINDING,
			new: { instanceId: InstanceId, instanceType: InstanceType || null },
		};
	},
	invent: () => ({ fields: INVENTED_BINDING, old: NO_BINDING, new: toInventedBinding() }),
});
