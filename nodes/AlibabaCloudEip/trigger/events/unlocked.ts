import { nameLockReasons } from '../../output/nameLockReasons';
import { locksColumn } from '../columns/locks';
import { defineEvent } from './EventDefinition';
import { missingReasons, toLockReason } from './lockReasons';

export const unlocked = defineEvent({
	value: 'unlocked',
	name: 'Elastic IP Unlocked',
	description: 'A reason for which an Elastic IP was locked no longer applies',
	say: (which, { old, new: now }) =>
		now.lockReason
			? `${which} is still locked: ${nameLockReasons(String(now.lockReason))}; before: ${nameLockReasons(String(old.lockReason))}`
			: `${which} is no longer locked; before: ${nameLockReasons(String(old.lockReason))}`,
	columns: [locksColumn],
	detect({ kind, before, after }) {
		const [from, to] = [locksColumn.of(before), locksColumn.of(after)];
		if (kind === 'gone' || !from || !to) return undefined;
		if (missingReasons(from, to).length === 0) return undefined;
		return { old: toLockReason(from), new: toLockReason(to) };
	},
	invent: () => ({ fields: {}, old: toLockReason(['financial']), new: toLockReason([]) }),
});
