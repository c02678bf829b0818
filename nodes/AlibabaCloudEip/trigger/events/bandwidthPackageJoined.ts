import type { EventDefinition } from './EventDefinition';

export const bandwidthPackageJoined: EventDefinition = {
	value: 'bandwidthPackageJoined',
	name: 'Joined Bandwidth Package',
	description: 'An Elastic IP is in an Internet Shared Bandwidth package that it was not in before',
	columns: ['bandwidthPackageId'],
	detect({ before, after }) {
		const [from, to] = [before.bandwidthPackageId, after.bandwidthPackageId];
		if (from === undefined || !to || from === to) return undefined;
		return { old: { bandwidthPackageId: from || null }, new: { bandwidthPackageId: to } };
	},
	suits: ({ BandwidthPackageId }) => !!BandwidthPackageId,
	sample: ({ BandwidthPackageId }) => ({
		old: { bandwidthPackageId: null },
		new: { bandwidthPackageId: BandwidthPackageId || 'cbwp-bp1ov3oi4xo7jabcd' },
	}),
};
