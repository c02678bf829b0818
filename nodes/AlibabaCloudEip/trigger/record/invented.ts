import type { IDataObject } from 'n8n-workflow';
import type { EventSettings } from '../settings/EventSettings';

/**
 * The ID of the Elastic IP of a test event for which nothing true can be shown. It has the form of an
 * ID, so that a workflow can be tried with it, but Alibaba Cloud assigns none like it: an operation with
 * it finds nothing.
 */
export const INVENTED_ID = 'eip-test0000000000000000';

/** A bandwidth package that does not exist. */
export const INVENTED_PACKAGE = 'cbwp-test0000000000000000';

/** An instance that does not exist, and the status of what is bound to it. */
export const INVENTED_BINDING = {
	Status: 'InUse',
	InstanceId: 'i-test0000000000000000',
	InstanceType: 'EcsInstance',
};

/** An address that is reserved for documentation. */
const INVENTED_ADDRESS = '203.0.113.10';

/** An Elastic IP that does not exist, as the API would send it. It passes the filters, but for the IDs. */
export function inventElasticIp(
	regionId: string,
	{ filter }: Pick<EventSettings, 'filter'>,
	now: number,
	fields: IDataObject,
): IDataObject {
	const tags = filter.tags.map(({ key, value }) => ({ Key: key, Value: value || 'test' }));
	const own = (fields.Tags as { Tag: IDataObject[] } | undefined)?.Tag ?? [];
	return {
		AllocationId: INVENTED_ID,
		IpAddress: INVENTED_ADDRESS,
		Name: filter.name === '' ? 'test event' : `test event ${filter.name}`,
		Status: 'Available',
		InstanceId: '',
		InstanceType: '',
		RegionId: regionId,
		AllocationTime: `${new Date(now).toISOString().slice(0, 19)}Z`,
		Bandwidth: '5',
		BandwidthPackageId: '',
		ChargeType: 'PostPaid',
		DeletionProtection: false,
		ExpiredTime: '',
		OperationLocks: { LockReason: [] },
		ResourceGroupId: filter.resourceGroupId,
		...fields,
		Tags: { Tag: [...tags, ...own.filter(({ Key }) => !tags.some((tag) => tag.Key === Key))] },
	};
}
