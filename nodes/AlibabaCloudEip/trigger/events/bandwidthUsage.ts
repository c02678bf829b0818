import type { EventDefinition } from './EventDefinition';

export const bandwidthUsage: EventDefinition = {
	value: 'bandwidthUsage',
	name: 'Bandwidth Use Crossed Threshold',
	description:
		'A chosen Elastic IP uses more than a part of its bandwidth for some minutes, or less again',
	suits: ({ Status }) => Status === 'InUse',
	sample: (_elasticIp, { now, settings: { usage } }) => ({
		old: { level: 'normal' },
		new: { level: 'high', percent: usage.above, time: new Date(now).toISOString() },
	}),
};
