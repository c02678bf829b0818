import type { IDataObject } from 'n8n-workflow';
import type { EventSettings, Exclusions, Filter, TagCondition } from '../settings/EventSettings';
import { readTags } from './readTags';
import { readText } from './record';

/**
 * Whether an Elastic IP, as the API sends it, is one that the user wants reported; undefined if
 * the record does not say it.
 */
export function passesFilters(
	elasticIp: IDataObject,
	{ allocationIds, filter }: Pick<EventSettings, 'allocationIds' | 'filter'>,
): boolean | undefined {
	if (allocationIds.length > 0 && !allocationIds.includes(String(elasticIp.AllocationId)))
		return false;
	const answers = conditionsOf(filter).map((holds) => holds(elasticIp));
	if (answers.includes(false)) return false;
	return answers.includes(undefined) ? undefined : true;
}

type Condition = (elasticIp: IDataObject) => boolean | undefined;

function conditionsOf({ name, resourceGroupId, tags }: Filter): Condition[] {
	const conditions: Condition[] = tags.map((tag) => (elasticIp) => hasTag(elasticIp, tag));
	if (name !== '') conditions.push((elasticIp) => nameContains(elasticIp, name));
	if (resourceGroupId !== '') {
		conditions.push(({ ResourceGroupId: id }) =>
			typeof id === 'string' ? id === resourceGroupId : undefined,
		);
	}
	return conditions;
}

/** Whether an Elastic IP is idle on purpose, or may be: what cannot be read counts as a yes. */
export function isExcluded(
	elasticIp: IDataObject,
	{ allocationIds, name, tags }: Exclusions,
): boolean {
	if (allocationIds.includes(String(elasticIp.AllocationId))) return true;
	if (name !== '' && nameContains(elasticIp, name) !== false) return true;
	return tags.some((condition) => hasTag(elasticIp, condition) !== false);
}

function nameContains({ Name }: IDataObject, part: string): boolean | undefined {
	return readText(Name)?.toLowerCase().includes(part);
}

function hasTag(elasticIp: IDataObject, { key, value }: TagCondition): boolean | undefined {
	const tags = readTags(elasticIp);
	return tags && key in tags && (value === '' || tags[key] === value);
}
