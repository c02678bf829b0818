import type { EventDefinition } from './EventDefinition';

export const countCrossed: EventDefinition = {
	value: 'countCrossed',
	name: 'Count Crossed Threshold',
	description:
		'The number of Elastic IPs in all watched regions reached the threshold or fell below it again',
	suits: () => true,
	sample: (_elasticIp, { settings: { countThreshold: threshold } }) => ({
		old: { count: threshold - 1, side: 'below', threshold },
		new: { count: threshold, side: 'reached', threshold },
	}),
};
