import type { IDataObject } from 'n8n-workflow';
import { INVENTED_BINDING } from '../record/invented';
import type { KnownEip } from '../columns/KnownEip';

/** What an Elastic IP is bound to, as it stands in the output. */
export function toBinding({
	instanceId,
	instanceType,
}: Pick<KnownEip, 'instanceId' | 'instanceType'>) {
	return { instanceId: instanceId || null, instanceType: instanceType || null };
}

export const NO_BINDING = { instanceId: null, instanceType: null };

/** The invented binding of a test event, as it stands in the output. */
export function toInventedBinding(instanceId: string = INVENTED_BINDING.InstanceId) {
	return { instanceId, instanceType: INVENTED_BINDING.InstanceType };
}

/** What a binding in the output names, for a sentence. */
export function nameTarget({ instanceId, instanceType }: IDataObject): string {
	if (!instanceId) return 'an instance that is not named';
	return instanceType ? `${String(instanceId)} (${String(instanceType)})` : String(instanceId);
}
