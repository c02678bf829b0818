import { readLockReasons } from '../../output/simplifyElasticIp';
import type { EventDefinition } from './EventDefinition';
import { missingReasons, toLockReason } from './lockReasons';

export const unlocked: EventDefinition = {
	value: 'unlocked',
	name: 'Unlocked',
	description: 'A reason why an Elastic IP was locked does not hold any more',
	columns: ['locks'],
	detect({ kind, before, after }) {
		if (kind === 'gone' || !before.locks || !after.locks) return undefined;
		if (missingReasons(before.locks, after.locks).length === 0) return undefined;
		return { old: toLockReason(before.locks), new: toLockReason(after.locks) };
	},
	suits: (elasticIp) => readLockReasons(elasticIp).length === 0,
	sample: () => ({ old: { lockReason: 'financial' }, new: toLockReason([]) }),
};
