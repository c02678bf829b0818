import type { EventDefinition } from './EventDefinition';

export const bandwidthPackageLeft: EventDefinition = {
	value: 'bandwidthPackageLeft',
	name: 'Left Bandwidth Package',
	description:
		'An Elastic IP is not in the Internet Shared Bandwidth package any more that it was in',
	columns: ['bandwidthPackageId'],
	detect({ kind, before, after }) {
		const [from, to] = [before.bandwidthPackageId, after.bandwidthPackageId];
		if (kind === 'gone' || !from || to === undefined || from === to) return undefined;
		return { old: { bandwidthPackageId: from }, new: { bandwidthPackageId: to || null } };
	},
	suits: ({ BandwidthPackageId }) => !BandwidthPackageId,
	sample: ({ BandwidthPackageId }) => ({
		old: { bandwidthPackageId: BandwidthPackageId || 'cbwp-bp1ov3oi4xo7jabcd' },
		new: { bandwidthPackageId: null },
	}),
};
