import { type ElasticIp } from '../../../api/elasticIp';
import { nameLockReasons } from '../../../output/nameLockReasons';
import { findLockReasons } from '../../../output/simplifyElasticIp';
import { safetyChecks } from '../../safetyChecks';
import { type Refusal, nameOf, readFlag } from './reading';

export type GuardedAction = 'release' | 'unassociate';

const SWITCH = `To leave it to Alibaba Cloud, turn off the option '${safetyChecks.displayName}'.`;

/** What Alibaba Cloud would refuse, or what should not be done without a second thought. */
export function obstacle(action: GuardedAction, elasticIp: ElasticIp): Refusal | undefined {
	return lastingObstacle(action, elasticIp) ?? obstacleOfState(action, elasticIp);
}

/** The same without what it is bound to: what stands in the way whether it is bound or not. */
export function lastingObstacle(action: GuardedAction, elasticIp: ElasticIp): Refusal | undefined {
	const which = nameOf(elasticIp);
	const unknown = (what: string): Refusal => ({
		message: `It is not known whether the Elastic IP ${which} ${what}`,
		advice: `The reply of Alibaba Cloud does not say it in a form that can be read. ${SWITCH}`,
	});
	const locks = findLockReasons(elasticIp);
	if (!locks) return unknown('is locked');
	if (locks.length > 0) {
		return {
			message: `The Elastic IP ${which} is locked (${nameLockReasons(locks.join(', '))})`,
			advice: `Resolve the overdue payment or the security incident first. ${SWITCH}`,
		};
	}
	const isManaged = readFlag(elasticIp.ServiceManaged);
	if (isManaged === 'unknown') return unknown('is managed by another service');
	if (isManaged) {
		return {
			message: `The Elastic IP ${which} is managed by another Alibaba Cloud service`,
			advice: `${action === 'release' ? 'Release' : 'Disassociate'} it in the service that created it.`,
		};
	}
	if (action === 'release') {
		const { ChargeType, DeletionProtection, SegmentInstanceId } = elasticIp;
		if (ChargeType === 'PrePaid') {
			return {
				message: `The Elastic IP ${which} is a subscription and cannot be released`,
				advice: 'It ends when it expires. You can convert it to pay-as-you-go in the console.',
			};
		}
		if (ChargeType !== 'PostPaid') return unknown('is a subscription');
		const isProtected = readFlag(DeletionProtection);
		if (isProtected === 'unknown') return unknown('is protected from deletion');
		if (isProtected) {
			return {
				message: `Deletion protection of the Elastic IP ${which} is on`,
				advice:
					"If you really want to release it, turn the protection off first with 'Set Deletion Protection'.",
			};
		}
		if (SegmentInstanceId !== undefined && typeof SegmentInstanceId !== 'string') {
			return unknown('belongs to an Elastic IP group');
		}
		if (SegmentInstanceId) {
			return {
				message: `The Elastic IP ${which} belongs to the Elastic IP group '${String(SegmentInstanceId)}'`,
				advice: 'It can be released only together with the group: release the group instead.',
			};
		}
	}
	return undefined;
}

function obstacleOfState(action: GuardedAction, elasticIp: ElasticIp): Refusal | undefined {
	const which = nameOf(elasticIp);
	const { Status: status, InstanceId: instance } = elasticIp;
	const isBound = instance !== undefined && instance !== '';
	if (action === 'release' && (status !== 'Available' || isBound)) {
		return {
			message: instance
				? `The Elastic IP ${which} is associated with '${String(instance)}'`
				: `The Elastic IP ${which} is ${String(status)}, not Available`,
			advice:
				"Only an Elastic IP that is not associated can be released. Run 'Disassociate' first.",
		};
	}
	if (action === 'unassociate' && status !== 'InUse') {
		return {
			message: `The Elastic IP '${String(elasticIp.AllocationId)}' is not associated with anything`,
			advice: `It is ${String(status)}. Nothing was sent.`,
		};
	}
	return undefined;
}
