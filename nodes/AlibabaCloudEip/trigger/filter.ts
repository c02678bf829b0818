import type { IDataObject } from 'n8n-workflow';
import { readTags } from '../output/simplifyElasticIp';
import type { Exclusions, Filter, TagCondition, TriggerSettings } from './settings';

/** Whether an Elastic IP, as the API sends it, is one that the user wants to hear of. */
export function passesFilters(
	elasticIp: IDataObject,
	{ allocationIds, filter }: Pick<TriggerSettings, 'allocationIds' | 'filter'>,
): boolean {
	if (allocationIds.length > 0 && !allocationIds.includes(String(elasticIp.AllocationId)))
		return false;
	return passes(elasticIp, filter);
}

function passes(elasticIp: IDataObject, { name, resourceGroupId, tags }: Filter): boolean {
	if (name !== '' && !nameContains(elasticIp, name)) return false;
	if (resourceGroupId !== '' && elasticIp.ResourceGroupId !== resourceGroupId) return false;
	return tags.length === 0 || tags.every((condition) => hasTag(elasticIp, condition));
}

/** Whether an Elastic IP is idle on purpose. */
export function isExcluded(
	elasticIp: IDataObject,
	{ allocationIds, name, tags }: Exclusions,
): boolean {
	if (allocationIds.includes(String(elasticIp.AllocationId))) return true;
	if (name !== '' && nameContains(elasticIp, name)) return true;
	return tags.some((condition) => hasTag(elasticIp, condition));
}

function nameContains({ Name }: IDataObject, part: string): boolean {
	return String(Name ?? '')
		.toLowerCase()
		.includes(part);
}

function hasTag(elasticIp: IDataObject, { key, value }: TagCondition): boolean {
	const tags = readTags(elasticIp);
	return key in tags && (value === '' || tags[key] === value);
}
