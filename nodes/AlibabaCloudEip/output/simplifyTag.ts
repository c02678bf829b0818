import type { IDataObject } from 'n8n-workflow';

/** One flat object for a tag of a resource. */
export function simplifyTag(
	{ ResourceId, ResourceType, TagKey, TagValue }: IDataObject,
	regionId: string,
): IDataObject {
	return {
		resourceId: ResourceId,
		resourceType: ResourceType,
		key: TagKey,
		value: TagValue ?? '',
		regionId,
	};
}
