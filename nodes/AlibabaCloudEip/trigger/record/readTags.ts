import type { IDataObject } from 'n8n-workflow';
import { findTags } from '../../output/simplifyElasticIp';

/** Tags by key; the object has no prototype. */
export type Tags = Record<string, string>;

/** The tags of a record by key; undefined if unknown. */
export function readTags(elasticIp: IDataObject): Tags | undefined {
	return (findTags(elasticIp) as Tags | null) ?? undefined;
}
