import { readBandwidth } from '../snapshot';
import type { EventDefinition } from './EventDefinition';

export const bandwidthChanged: EventDefinition = {
	value: 'bandwidthChanged',
	name: 'Bandwidth Changed',
	description: 'The peak bandwidth in force is another, in Mbit/s; also by a bandwidth package',
	columns: ['bandwidth'],
	detect({ before, after }) {
		if (before.bandwidth === undefined || after.bandwidth === undefined) return undefined;
		if (before.bandwidth === after.bandwidth) return undefined;
		return { old: { bandwidth: before.bandwidth }, new: { bandwidth: after.bandwidth } };
	},
	suits: () => true,
	sample: (elasticIp) => {
		const bandwidth = readBandwidth(elasticIp);
		return { old: { bandwidth: bandwidth === 5 ? 10 : 5 }, new: { bandwidth } };
	},
};
