import { deletionProtectionColumn } from '../columns/deletionProtection';
import { defineEvent } from './EventDefinition';

export const deletionProtectionChanged = defineEvent({
	value: 'deletionProtectionChanged',
	name: 'Elastic IP Deletion Protection Changed',
	description: 'The deletion protection of an Elastic IP was turned on or off',
	say: (which, { new: now }) =>
		`The deletion protection of ${which} was turned ${now.deletionProtection ? 'on' : 'off'}`,
	columns: [deletionProtectionColumn],
	detect({ before, after }) {
		const [from, to] = [deletionProtectionColumn.of(before), deletionProtectionColumn.of(after)];
		if (from === undefined || to === undefined || from === to) return undefined;
		return { old: { deletionProtection: from }, new: { deletionProtection: to } };
	},
	invent: () => ({
		fields: { DeletionProtection: true },
		old: { deletionProtection: false },
		new: { deletionProtection: true },
	}),
});
