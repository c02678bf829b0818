import type { ColumnName, KnownEip, Tags } from '../types';
import { createLetters, decodeNumber, encodeNumber, unescapeText } from './text';
import type { TextTable } from './TextTable';

/** How a column is written in the state. */
export interface Column {
	encode(known: KnownEip, texts: TextTable): string;
	/** @throws Error if the text is not one of `encode` */
	decode(text: string, texts: TextTable): Partial<KnownEip>;
}

const lockLetters = createLetters({ financial: 'f', security: 's', sharedPool: 'p' });

export const columns: Record<ColumnName, Column> = {
	bandwidth: {
		encode: ({ bandwidth }) =>
			bandwidth === null || bandwidth === undefined ? '' : String(bandwidth),
		decode(text) {
			const bandwidth = text === '' ? null : Number(text);
			if (Number.isNaN(bandwidth)) throw new Error('Not a bandwidth');
			return { bandwidth };
		},
	},
	bandwidthPackageId: {
		encode: ({ bandwidthPackageId = '' }, texts) =>
			bandwidthPackageId === '' ? '' : texts.refer(bandwidthPackageId),
		decode: (text, texts) => ({ bandwidthPackageId: text === '' ? '' : texts.read(text) }),
	},
	deletionProtection: {
		encode: ({ deletionProtection }) => (deletionProtection ? '1' : ''),
		decode: (text) => ({ deletionProtection: text === '1' }),
	},
	expiring: {
		encode: ({ expiring = 0 }) => encodeNumber(expiring),
		decode: (text) => ({ expiring: decodeNumber(text) }),
	},
	idle: {
		encode: ({ idle }) =>
			idle
				? `${encodeNumber(idle.since)}${idle.told > 0 ? `.${encodeNumber(idle.told)}` : ''}`
				: '',
		decode(text) {
			if (text === '') return { idle: null };
			const [since, told = ''] = text.split('.');
			return { idle: { since: decodeNumber(since), told: decodeNumber(told) } };
		},
	},
	locks: {
		encode: ({ locks = [] }) => locks.map(lockLetters.encode).join('+'),
		decode: (text) => ({ locks: text === '' ? [] : text.split('+').map(lockLetters.decode) }),
	},
	tags: {
		encode({ tags = {} }, texts) {
			if (typeof tags === 'string') return `#${tags}`;
			return Object.entries(tags)
				.map(([key, value]) => texts.refer(toTagText(key, value)))
				.join('.');
		},
		decode(references, texts) {
			if (references.startsWith('#')) return { tags: references.slice(1) };
			const tags: Tags = Object.create(null);
			for (const reference of references === '' ? [] : references.split('.')) {
				const text = texts.read(reference);
				const middle = text.indexOf('=');
				if (middle === -1) throw new Error('Not a tag');
				tags[unescapeText(text.slice(0, middle))] = text.slice(middle + 1);
			}
			return { tags };
		},
	},
};

export function isColumnName(text: string): text is ColumnName {
	return Object.hasOwn(columns, text);
}

/** A tag as one text; `=` stands between key and value. */
export function toTagText(key: string, value: string): string {
	return `${key.replaceAll('%', '%25').replaceAll('=', '%3D')}=${value}`;
}
