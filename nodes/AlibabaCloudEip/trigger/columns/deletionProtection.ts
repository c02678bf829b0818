import { defineColumn } from './Column';

/** Whether deletion protection is on. */
export const deletionProtectionColumn = defineColumn<boolean>({
	name: 'deletionProtection',
	read({ DeletionProtection }) {
		const text = String(DeletionProtection).toLowerCase();
		return text === 'true' || text === 'false' ? text === 'true' : undefined;
	},
	isEqual: (one, other) => one === other,
	unknown: '?',
	encode: (isOn) => (isOn ? '1' : ''),
	decode: (text) => text === '1',
});
