import type { IDataObject } from 'n8n-workflow';
import type { ElasticIp } from '../transport/elasticIp';

/**
 * One flat object for an Elastic IP: what is bound to what, how much bandwidth (Mbit/s), and what
 * stands in the way. At most ten fields, as n8n's guidelines ask; everything else is in the raw
 * reply.
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
		bandwidth: readBandwidth(elasticIp),
		lockReason: readLockReasons(elasticIp).join(', ') || null,
		tags: readTags(elasticIp),
	};
}

/**
 * The bandwidth in force: in a bandwidth package, `Bandwidth` is what the package gives it and
 * `EipBandwidth` what it has on its own.
 */
function readBandwidth(elasticIp: ElasticIp): number | null {
	const bandwidth = Number(elasticIp.Bandwidth ?? NaN);
	return Number.isFinite(bandwidth) ? bandwidth : null;
}

/** The reasons why it is locked, e.g. `financial`; an empty list if it is not. */
export function readLockReasons(elasticIp: ElasticIp): string[] {
	return readList(elasticIp.OperationLocks, 'LockReason')
		.map(({ LockReason }) => String(LockReason ?? ''))
		.filter(Boolean);
}

/** The tags as an object. It has no prototype, so a key such as `__proto__` is one like any other. */
export function readTags(elasticIp: ElasticIp): IDataObject {
	const tags: IDataObject = Object.create(null);
	for (const { Key, Value } of readList(elasticIp.Tags, 'Tag'))
		tags[String(Key)] = String(Value ?? '');
	return tags;
}

function readList(outer: unknown, name: string): IDataObject[] {
	const list: unknown =
		outer && typeof outer === 'object' ? (outer as IDataObject)[name] : undefined;
	return Array.isArray(list) ? list.filter((entry) => entry && typeof entry === 'object') : [];
}
