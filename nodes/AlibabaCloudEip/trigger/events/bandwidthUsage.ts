import { INVENTED_BINDING } from '../record/invented';
import { defineEvent } from './EventDefinition';

export const bandwidthUsage = defineEvent({
	value: 'bandwidthUsage',
	name: 'Elastic IP Bandwidth Use Crossed Threshold',
	description:
		'A chosen Elastic IP used more than a given share of its bandwidth for some minutes, or fell below it again',
	say: (which, { new: now }) =>
		now.level === 'high'
			? `${which} uses ${String(now.percent)}% of its peak bandwidth`
			: `${which} uses less of its peak bandwidth again: ${String(now.percent)}%`,
	invent: ({ now, settings: { usage } }) => ({
		fields: INVENTED_BINDING,
		old: { level: 'normal' },
		new: { level: 'high', percent: usage.above, time: new Date(now).toISOString() },
	}),
});
