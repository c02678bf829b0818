import type { EventDefinition } from './EventDefinition';

export const released: EventDefinition = {
	value: 'released',
	name: 'Released',
	description: 'An Elastic IP does not exist any more. The output shows what is remembered of it.',
	detect({ kind, before }) {
		return kind === 'gone' ? { old: { status: before.status }, new: null, key: 'gone' } : undefined;
	},
	suits: ({ Status }) => Status === 'Available',
	sample: ({ Status }) => ({ old: { status: Status }, new: null }),
};
