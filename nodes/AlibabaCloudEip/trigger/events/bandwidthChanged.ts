import { bandwidthColumn } from '../columns/bandwidth';
import { defineEvent } from './EventDefinition';

export const bandwidthChanged = defineEvent({
	value: 'bandwidthChanged',
	name: 'Elastic IP Bandwidth Changed',
	description:
		'The peak bandwidth of an Elastic IP changed (Mbit/s), also by joining or leaving an Internet Shared Bandwidth instance',
	say: (which, { old, new: now }) =>
		`${which} now has a peak bandwidth of ${String(now.bandwidth)} Mbit/s (before: ${String(old.bandwidth)})`,
	columns: [bandwidthColumn],
	detect({ before, after }) {
		const [from, to] = [bandwidthColumn.of(before), bandwidthColumn.of(after)];
		if (from === undefined || to === undefined || from === to) return undefined;
		return { old: { bandwidth: from }, new: { bandwidth: to } };
	},
	invent: () => ({
		fields: { Bandwidth: '10' },
		old: { bandwidth: 5 },
		new: { bandwidth: 10 },
	}),
});
