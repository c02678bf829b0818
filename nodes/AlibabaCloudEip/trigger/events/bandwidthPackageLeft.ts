import { bandwidthPackageIdColumn } from '../columns/bandwidthPackageId';
import { INVENTED_PACKAGE } from '../record/invented';
import { defineEvent } from './EventDefinition';

export const bandwidthPackageLeft = defineEvent({
	value: 'bandwidthPackageLeft',
	name: 'Elastic IP Left Internet Shared Bandwidth',
	description:
		'An Elastic IP is no longer in the Internet Shared Bandwidth instance that it was in',
	say: (which, { old }) =>
		`${which} is no longer in the Internet Shared Bandwidth ${String(old.bandwidthPackageId)}`,
	columns: [bandwidthPackageIdColumn],
	detect({ kind, before, after }) {
		const [from, to] = [bandwidthPackageIdColumn.of(before), bandwidthPackageIdColumn.of(after)];
		if (kind === 'gone' || !from || to === undefined || from === to) return undefined;
		return { old: { bandwidthPackageId: from }, new: { bandwidthPackageId: to || null } };
	},
	invent: () => ({
		fields: {},
		old: { bandwidthPackageId: INVENTED_PACKAGE },
		new: { bandwidthPackageId: null },
	}),
});
