import type { IDataObject } from 'n8n-workflow';
import { simplifyElasticIp } from '../output/simplifyElasticIp';
import type { KnownEip } from './columns/KnownEip';
import { allColumns } from './events';
import type { EventSettings } from './settings/EventSettings';

/** An Elastic IP, simplified or raw. What was selected of it is picked last, see `toEvent`. */
export function toOutput(raw: IDataObject, { output }: Pick<EventSettings, 'output'>): IDataObject {
	return output.kind === 'raw' ? raw : simplifyElasticIp(raw);
}

/** What is remembered of an Elastic IP that is gone. What was not kept is left out. */
export function lastKnown(
	known: KnownEip,
	regionId: string,
	{ output }: Pick<EventSettings, 'output'>,
): IDataObject {
	const { allocationId, ipAddress, name, status, instanceId, instanceType } = known;
	const shown = [...allColumns.values()].flatMap((column) => {
		const value = column.of(known);
		return value === undefined ? [] : (column.show?.(value) ?? []);
	});
	if (output.kind === 'raw') {
		return Object.assign(
			{
				AllocationId: allocationId,
				IpAddress: ipAddress,
				Name: name,
				Status: status,
				RegionId: regionId,
				InstanceId: instanceId,
				InstanceType: instanceType,
			},
			...shown.map(({ raw }) => raw),
		) as IDataObject;
	}
	return Object.assign(
		{
			allocationId,
			ipAddress,
			name,
			status,
			regionId,
			instanceId: instanceId || null,
			instanceType: instanceType || null,
		},
		...shown.map(({ simplified }) => simplified),
	) as IDataObject;
}
