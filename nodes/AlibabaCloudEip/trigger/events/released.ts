import { defineEvent } from './EventDefinition';

export const released = defineEvent({
	value: 'released',
	name: 'Elastic IP Released',
	description: 'An Elastic IP no longer exists. The output shows what the trigger remembers of it.',
	say: (which) => `${which} was released`,
	detect({ kind, before }) {
		return kind === 'gone' ? { old: { status: before.status }, new: null, key: 'gone' } : undefined;
	},
	invent: () => ({ fields: {}, old: { status: 'Available' }, new: null }),
});
