import type { EventDefinition } from './EventDefinition';

export const appeared: EventDefinition = {
	value: 'appeared',
	name: 'Appeared',
	description: 'An Elastic IP is there that was not there before',
	detect({ kind, after }) {
		return kind === 'new' ? { old: null, new: { status: after.status }, key: 'new' } : undefined;
	},
	suits: ({ Status }) => Status === 'Available',
	sample: ({ Status }) => ({ old: null, new: { status: Status } }),
};
