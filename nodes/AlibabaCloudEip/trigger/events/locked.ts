import { readLockReasons } from '../../output/simplifyElasticIp';
import type { EventDefinition } from './EventDefinition';
import { missingReasons, toLockReason } from './lockReasons';

export const locked: EventDefinition = {
	value: 'locked',
	name: 'Locked',
	description: 'An Elastic IP was locked, for an overdue payment or for security',
	columns: ['locks'],
	detect({ before, after }) {
		if (!before.locks || !after.locks) return undefined;
		if (missingReasons(after.locks, before.locks).length === 0) return undefined;
		return { old: toLockReason(before.locks), new: toLockReason(after.locks) };
	},
	suits: (elasticIp) => readLockReasons(elasticIp).length > 0,
	sample: (elasticIp) => ({
		old: toLockReason([]),
		new: { lockReason: readLockReasons(elasticIp).join(', ') || 'financial' },
	}),
};
