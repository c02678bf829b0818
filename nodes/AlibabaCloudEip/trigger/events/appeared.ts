import { defineEvent } from './EventDefinition';

export const appeared = defineEvent({
	value: 'appeared',
	name: 'Elastic IP Appeared',
	description: 'An Elastic IP exists that did not exist at the previous poll',
	say: (which) => `${which} has appeared`,
	detect({ kind, after }) {
		return kind === 'new' ? { old: null, new: { status: after.status }, key: 'new' } : undefined;
	},
	showNow: ({ Status }) => ({ old: null, new: { status: Status } }),
	invent: () => ({ fields: {}, old: null, new: { status: 'Available' } }),
});
