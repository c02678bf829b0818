import type { Operation } from '../Operation';
import { readBandwidthPackage } from '../../api/bandwidthPackage';
import { bandwidthPackageId, timeLimit } from '../fields';
import { safetyChecks } from '../safetyChecks';
import { field } from '../field';

const removeElasticIpsFirst = field('Force', {
	displayName: 'Remove Elastic IPs First',
	name: 'removeElasticIpsFirst',
	type: 'boolean',
	default: false,
	description:
		'Whether to first remove all Elastic IPs from the Internet Shared Bandwidth instance. Otherwise it is deleted only if it holds none.',
});

/** Deletes a bandwidth package (DeleteCommonBandwidthPackage). */
export const remove: Operation = {
	value: 'delete',
	apiAction: 'DeleteCommonBandwidthPackage',
	isDestructive: true,
	fields: [bandwidthPackageId, removeElasticIpsFirst],
	collections: { options: [timeLimit, safetyChecks] },
	async run({ session, isNew, parameters, withLock }) {
		const id = parameters.BandwidthPackageId;
		return await withLock([id], async () => {
			const reply = await session.call('DeleteCommonBandwidthPackage', parameters, {
				isApplied: async () => !(await readBandwidthPackage({ session, isNew }, id)),
			});
			return [{ deleted: true, bandwidthPackageId: id, requestId: reply.RequestId }];
		});
	},
};
