import type { IDataObject } from 'n8n-workflow';
import type { ElasticIp } from '../api/elasticIp';
import { toFlag } from './toFlag';
import { toNumber } from './toNumber';
import { toText } from './toText';

/**
 * One flat object for an Elastic IP: what is bound to what, how much bandwidth (Mbit/s), how it is
 * paid for, and what stands in the way. More than the ten fields that n8n's guidelines ask for, since
 * reports and guards need them; 'Selected Fields' makes it shorter.
 *
 * What the reply does not tell is not made up: numbers, switches and tags that cannot be read are null,
 * and `lockReason`, where null means not locked, is then `unknown`.
 */
export function simplifyElasticIp(elasticIp: ElasticIp): IDataObject {
	return {
		allocationId: elasticIp.AllocationId,
		ipAddress: elasticIp.IpAddress,
		name: elasticIp.Name ?? '',
		status: elasticIp.Status,
		regionId: elasticIp.RegionId,
		instanceId: elasticIp.InstanceId || null,
		instanceType: elasticIp.InstanceType || null,
		// What is in force, in a bandwidth package what the package gives it.
		bandwidth: toNumber(elasticIp.Bandwidth),
		// What it has on its own, outside a bandwidth package.
		eipBandwidth: toNumber(elasticIp.EipBandwidth),
		bandwidthPackageId: toText(elasticIp.BandwidthPackageId),
		chargeType: toText(elasticIp.ChargeType),
		internetChargeType: toText(elasticIp.InternetChargeType),
		allocationTime: toText(elasticIp.AllocationTime),
		// The end of a subscription; null for pay-as-you-go.
		expiredTime: toText(elasticIp.ExpiredTime),
		deletionProtection: toFlag(elasticIp.DeletionProtection),
		lockReason: readLockReason(elasticIp),
		tags: findTags(elasticIp),
	};
}

/** Why it is locked as one text, null if it is not, and `unknown` where the reply does not tell. */
function readLockReason(elasticIp: ElasticIp): string | null {
	const reasons = findLockReasons(elasticIp);
	if (reasons) return reasons.join(', ') || null;
	const { BusinessStatus: state } = elasticIp;
	const isLocked = typeof state === 'string' && state !== '' && state !== 'Normal';
	return isLocked ? state : 'unknown';
}

/**
 * The reasons why it is locked, e.g. `financial`; an empty list if it is not; undefined where the
 * reply does not tell.
 */
export function findLockReasons({
	OperationLocks: locks,
	BusinessStatus: state,
}: ElasticIp): string[] | undefined {
	const list = findList(locks, 'LockReason');
	const reasons = list?.map(({ LockReason: reason }) => reason) ?? [];
	// Old replies have no BusinessStatus.
	const isStateTold = typeof state === 'string' && state !== '';
	const isWhole = reasons.every((reason) => typeof reason === 'string' && reason !== '');
	if (!isWhole || (locks !== undefined && !list)) return undefined;
	if (state !== undefined && typeof state !== 'string') return undefined;
	if (reasons.length > 0) return reasons.map(String);
	// Locked, but not why: that is no reason of its own.
	return list && !(isStateTold && state !== 'Normal') ? [] : undefined;
}

/**
 * The tags as an object, which has no prototype, so that a key such as `__proto__` is one like any
 * other; null where the reply does not tell them.
 */
export function findTags(elasticIp: ElasticIp): IDataObject | null {
	const list = findList(elasticIp.Tags, 'Tag');
	if (!list?.every(({ Key: key }) => typeof key === 'string')) return null;
	const tags: IDataObject = Object.create(null);
	for (const { Key, Value } of list) tags[String(Key)] = String(Value ?? '');
	return tags;
}

/** A list within an object; undefined where there is none. */
function findList(outer: unknown, name: string): IDataObject[] | undefined {
	const list: unknown =
		outer && typeof outer === 'object' ? (outer as IDataObject)[name] : undefined;
	const isList =
		Array.isArray(list) &&
		list.every((entry) => entry && typeof entry === 'object' && !Array.isArray(entry));
	return isList ? (list as IDataObject[]) : undefined;
}
