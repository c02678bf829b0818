import { nameLockReasons } from '../../output/nameLockReasons';
import { locksColumn, readLocks } from '../columns/locks';
import { defineEvent } from './EventDefinition';
import { missingReasons, toLockReason } from './lockReasons';

export const locked = defineEvent({
	value: 'locked',
	name: 'Elastic IP Locked',
	description: 'An Elastic IP was locked because of an overdue payment or for security reasons',
	say: (which, { new: now }) => `${which} is locked: ${nameLockReasons(String(now.lockReason))}`,
	columns: [locksColumn],
	detect({ before, after }) {
		const [from, to] = [locksColumn.of(before), locksColumn.of(after)];
		if (!from || !to) return undefined;
		if (missingReasons(to, from).length === 0) return undefined;
		return { old: toLockReason(from), new: toLockReason(to) };
	},
	showNow(elasticIp) {
		const reasons = readLocks(elasticIp) ?? [];
		return reasons.length > 0 ? { old: toLockReason([]), new: toLockReason(reasons) } : undefined;
	},
	invent: () => ({
		fields: { OperationLocks: { LockReason: [{ LockReason: 'financial' }] } },
		old: toLockReason([]),
		new: toLockReason(['financial']),
	}),
});
