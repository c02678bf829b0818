import type { IDataObject } from 'n8n-workflow';
import type { KnownEip } from '../types';

/** What an Elastic IP is bound to, as it stands in the output. */
export function toBinding({
	instanceId,
	instanceType,
}: Pick<KnownEip, 'instanceId' | 'instanceType'>) {
	return { instanceId: instanceId || null, instanceType: instanceType || null };
}

export const NO_BINDING = { instanceId: null, instanceType: null };

/** The binding of an Elastic IP for a test event; made up if it is not bound. */
export function sampleBinding({ InstanceId, InstanceType }: IDataObject): IDataObject {
	return {
		instanceId: InstanceId || 'i-25skktcp4abcd',
		instanceType: InstanceType || 'EcsInstance',
	};
}
