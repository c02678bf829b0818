import { createHash } from 'node:crypto';
import type { KnownEip, Tags } from './types';

/** Equal for the same tags in any order. For tags that are a fingerprint already: that. */
export function fingerprintOfTags(tags: NonNullable<KnownEip['tags']>): string {
	if (typeof tags === 'string') return tags;
	return createHash('sha256').update(canonical(tags)).digest('base64url').slice(0, 12);
}

/** Whether two sets of tags are the same, without the cost of a fingerprint where it can be told so. */
export function sameTags(one: Tags | string, other: Tags | string): boolean {
	if (typeof one === 'string' || typeof other === 'string') {
		return fingerprintOfTags(one) === fingerprintOfTags(other);
	}
	const keys = Object.keys(one);
	if (keys.length !== Object.keys(other).length) return false;
	return keys.every((key) => key in other && one[key] === other[key]);
}

function canonical(tags: Tags): string {
	return JSON.stringify(Object.entries(tags).sort(([one], [other]) => (one < other ? -1 : 1)));
}
