import { readTags } from '../../output/simplifyElasticIp';
import { fingerprintOfTags, sameTags } from '../tagFingerprint';
import type { EventDefinition } from './EventDefinition';

export const tagChanged: EventDefinition = {
	value: 'tagChanged',
	name: 'Tag Changed',
	description: 'A tag of an Elastic IP was added or removed, or has another value',
	columns: ['tags'],
	detect({ kind, before, after }) {
		if (kind !== 'seen' || before.tags === undefined || after.tags === undefined) return undefined;
		if (sameTags(before.tags, after.tags)) return undefined;
		return {
			// Tags that were too large to keep: that they changed is known, what they were is not.
			old: { tags: typeof before.tags === 'string' ? null : before.tags },
			new: { tags: typeof after.tags === 'string' ? null : after.tags },
			key: [before.tags, after.tags].map(fingerprintOfTags).join(),
		};
	},
	suits: (elasticIp) => Object.keys(readTags(elasticIp)).length > 0,
	sample: (elasticIp) => {
		const tags = readTags(elasticIp);
		const [first] = Object.keys(tags);
		if (first === undefined)
			return { old: { tags: {} }, new: { tags: { environment: 'production' } } };
		return { old: { tags: { ...tags, [first]: 'old value' } }, new: { tags } };
	},
};
