import type { EventDefinition } from './EventDefinition';

export const deletionProtectionChanged: EventDefinition = {
	value: 'deletionProtectionChanged',
	name: 'Deletion Protection Changed',
	description: 'The deletion protection of an Elastic IP was turned on or off',
	columns: ['deletionProtection'],
	detect({ before, after }) {
		const [from, to] = [before.deletionProtection, after.deletionProtection];
		if (from === undefined || to === undefined || from === to) return undefined;
		return { old: { deletionProtection: from }, new: { deletionProtection: to } };
	},
	suits: () => true,
	sample: ({ DeletionProtection }) => {
		const isOn = String(DeletionProtection) === 'true';
		return { old: { deletionProtection: !isOn }, new: { deletionProtection: isOn } };
	},
};
