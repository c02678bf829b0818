import { type ElasticIp, listElasticIps } from '../../../api/elasticIp';
import type { Session } from '../../../api/client/session';
import { findTags } from '../../../output/simplifyElasticIp';
import type { ApiParameters } from '../../Operation';
import { REPLACES_TAG } from '../ownTags';
import { readTime } from '../guards/reading';

/** What the tag of a new Elastic IP says of the one that it replaces. */

/** In the order of the tag. */
const NAMES = [
	'InstanceId',
	'InstanceType',
	'Mode',
	'PrivateIpAddress',
	'VpcId',
	'InstanceRegionId',
] as const;
const SEPARATOR = '/';
const LONGEST_VALUE = 128;

/** The value of the tag; undefined where a tag cannot hold it. */
export function valueOfTag(oldId: string, binding: ApiParameters): string | undefined {
	const parts = [oldId, ...NAMES.map((name) => binding[name] ?? '')];
	const value = parts.join(SEPARATOR).replace(/\/+$/, '');
	const isPlain = parts.every((part) => !part.includes(SEPARATOR));
	return isPlain && value.length <= LONGEST_VALUE ? value : undefined;
}

/** What a replacement that was begun has left behind. */
export interface Begun {
	/** The new Elastic IP, as it is now. */
	elasticIp: ElasticIp;
	/** The ID of the old one. */
	oldId: string;
	/** Where the old one is or was bound: parameters of AssociateEipAddress. */
	binding: ApiParameters;
}

/** Reads the tag of an Elastic IP; undefined where it has none that can be read. */
export function readBegun(elasticIp: ElasticIp): Begun | undefined {
	const value = findTags(elasticIp)?.[REPLACES_TAG];
	if (typeof value !== 'string') return undefined;
	const [oldId, ...parts] = value.split(SEPARATOR);
	const binding: ApiParameters = {};
	for (const [index, name] of NAMES.entries()) {
		if (parts[index]) binding[name] = parts[index];
	}
	return oldId && binding.InstanceId && binding.InstanceType
		? { elasticIp, oldId, binding }
		: undefined;
}

/** The replacements of an Elastic IP that were begun and are not done, the oldest first. */
export async function findBegun(session: Session, oldId: string): Promise<Begun[]> {
	const tagged = await listElasticIps(session, { 'Tag.1.Key': REPLACES_TAG });
	return tagged
		.flatMap((elasticIp) => readBegun(elasticIp) ?? [])
		.filter((begun) => begun.oldId === oldId)
		.sort((one, other) => begunAt(one) - begunAt(other));
}

function begunAt({ elasticIp }: Begun): number {
	return readTime(elasticIp.AllocationTime);
}

/** Milliseconds for which a replacement is taken to be under way: longer than one takes. */
const MAX_UNDER_WAY = 10 * 60_000;

/** Whether another execution may be at it. What does not tell when it was bought may be new. */
export function mayBeUnderWay({ clock, clockLag }: Session, begun: Begun): boolean {
	const age = clock.now() + (clockLag() ?? 0) - begunAt(begun);
	return !(age >= MAX_UNDER_WAY);
}

/** When it can be gone on with, in words. */
export const MINUTES_UNDER_WAY = MAX_UNDER_WAY / 60_000;
