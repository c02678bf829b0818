import { defineEvent } from './EventDefinition';

export const countCrossed = defineEvent({
	value: 'countCrossed',
	name: 'Elastic IP Count Crossed Threshold',
	description:
		'The number of Elastic IPs in all watched regions reached the threshold, or fell below it again',
	say: (_which, { new: now }) =>
		now.side === 'reached'
			? `There are ${String(now.count)} Elastic IPs; the threshold is ${String(now.threshold)}`
			: `There are only ${String(now.count)} Elastic IPs again; the threshold is ${String(now.threshold)}`,
	invent: ({ settings: { countThreshold: threshold } }) => ({
		fields: {},
		old: { count: threshold - 1, side: 'below', threshold },
		new: { count: threshold, side: 'reached', threshold },
	}),
});
