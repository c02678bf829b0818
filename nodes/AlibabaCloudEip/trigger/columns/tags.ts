import { createHash } from 'node:crypto';
import { unescapeText } from '../encoding/text';
import { type Tags, readTags } from '../record/readTags';
import { defineColumn } from './Column';

/** Equal for the same tags in any order. For tags that are a fingerprint already: that. */
export function fingerprintOfTags(tags: Tags | string): string {
	if (typeof tags === 'string') return tags;
	return createHash('sha256').update(canonical(tags)).digest('base64url').slice(0, 12);
}

/** Whether two sets of tags are the same, without the cost of a fingerprint where possible. */
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

/** A tag as one text; `=` stands between key and value. */
export function toTagText(key: string, value: string): string {
	return `${key.replaceAll('%', '%25').replaceAll('=', '%3D')}=${value}`;
}

/** The tags; a text is the fingerprint of tags that are too large to keep. */
export const tagsColumn = defineColumn<Tags | string>({
	name: 'tags',
	read(record, before) {
		const tags = readTags(record);
		// The same object if they are the same: then nothing needs to be compared again.
		return tags && typeof before === 'object' && sameTags(tags, before) ? before : tags;
	},
	isEqual: sameTags,
	unknown: '?',
	encode(tags, texts) {
		if (typeof tags === 'string') return `#${tags}`;
		return Object.entries(tags)
			.map(([key, value]) => texts.refer(toTagText(key, value)))
			.join('.');
	},
	decode(references, texts) {
		if (references.startsWith('#')) return references.slice(1);
		const tags: Tags = Object.create(null);
		for (const reference of references === '' ? [] : references.split('.')) {
			const text = texts.read(reference);
			const middle = text.indexOf('=');
			if (middle === -1) throw new Error('Not a tag');
			tags[unescapeText(text.slice(0, middle))] = text.slice(middle + 1);
		}
		return tags;
	},
	show(tags) {
		if (typeof tags === 'string') return { raw: {}, simplified: {} };
		return {
			raw: { Tags: { Tag: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) } },
			simplified: { tags: { ...tags } },
		};
	},
});
