import { fingerprintOfTags, sameTags, tagsColumn } from '../columns/tags';
import { defineEvent } from './EventDefinition';

export const tagChanged = defineEvent({
	value: 'tagChanged',
	name: 'Elastic IP Tag Changed',
	description: 'A tag of an Elastic IP was added, removed or given another value',
	say: (which) => `The tags of ${which} have changed`,
	columns: [tagsColumn],
	detect({ kind, before, after }) {
		const [from, to] = [tagsColumn.of(before), tagsColumn.of(after)];
		if (kind !== 'seen' || from === undefined || to === undefined) return undefined;
		if (sameTags(from, to)) return undefined;
		return {
			// Tags that were too large to keep: that they changed is known, what they were is not.
			old: { tags: typeof from === 'string' ? null : from },
			new: { tags: typeof to === 'string' ? null : to },
			key: [from, to].map(fingerprintOfTags).join(),
		};
	},
	invent({ settings: { filter } }) {
		const tags = Object.fromEntries(filter.tags.map(({ key, value }) => [key, value || 'test']));
		return {
			fields: { Tags: { Tag: [{ Key: 'test-event', Value: 'new' }] } },
			old: { tags },
			new: { tags: { ...tags, 'test-event': 'new' } },
		};
	},
});
