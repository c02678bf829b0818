import { bandwidthPackageIdColumn } from '../columns/bandwidthPackageId';
import { INVENTED_PACKAGE } from '../record/invented';
import { defineEvent } from './EventDefinition';

export const bandwidthPackageJoined = defineEvent({
	value: 'bandwidthPackageJoined',
	name: 'Elastic IP Joined Internet Shared Bandwidth',
	description: 'An Elastic IP was added to an Internet Shared Bandwidth instance',
	say: (which, { new: now }) =>
		`${which} is now in the Internet Shared Bandwidth ${String(now.bandwidthPackageId)}`,
	columns: [bandwidthPackageIdColumn],
	detect({ before, after }) {
		const [from, to] = [bandwidthPackageIdColumn.of(before), bandwidthPackageIdColumn.of(after)];
		if (from === undefined || !to || from === to) return undefined;
		return { old: { bandwidthPackageId: from || null }, new: { bandwidthPackageId: to } };
	},
	showNow: ({ BandwidthPackageId: id }) =>
		id ? { old: { bandwidthPackageId: null }, new: { bandwidthPackageId: id } } : undefined,
	invent: () => ({
		fields: { BandwidthPackageId: INVENTED_PACKAGE },
		old: { bandwidthPackageId: null },
		new: { bandwidthPackageId: INVENTED_PACKAGE },
	}),
});
