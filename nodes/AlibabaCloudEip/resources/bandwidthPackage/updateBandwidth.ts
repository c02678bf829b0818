import type { Operation } from '../../description/Operation';
import { simplifyBandwidthPackage } from '../../output/simplifyBandwidthPackage';
import { bandwidthPackageGone, describeBandwidthPackage } from '../../transport/bandwidthPackage';
import { waitUntil } from '../../transport/waitUntil';
import { bandwidthPackageId, simplify, timeLimit, waitUntilDone } from '../fields';
import { packageBandwidth } from './fields';

/** Changes the bandwidth of a bandwidth package (ModifyCommonBandwidthPackageSpec). */
export const updateBandwidth: Operation = {
	value: 'updateBandwidth',
	apiAction: 'ModifyCommonBandwidthPackageSpec',
	fields: [bandwidthPackageId, packageBandwidth, waitUntilDone, simplify],
	collections: { options: [timeLimit] },
	async run({ session, parameters, alone, waitUntilDone: wait, simplify: isSimple }) {
		const { BandwidthPackageId: id, Bandwidth: wanted } = parameters;
		return await alone([id], async () => {
			const reply = await session.call('ModifyCommonBandwidthPackageSpec', parameters);
			if (!wait) {
				return [
					{
						success: true,
						bandwidthPackageId: id,
						bandwidth: Number(wanted),
						requestId: reply.RequestId,
					},
				];
			}
			const done = await waitUntil(
				session,
				`The bandwidth package '${id}'`,
				async () => await describeBandwidthPackage(session, id),
				(found) => {
					if (!found) return bandwidthPackageGone(id);
					const isDone = found.Status === 'Available' && String(found.Bandwidth) === wanted;
					return isDone ? 'done' : undefined;
				},
			);
			return done ? [isSimple ? simplifyBandwidthPackage(done) : done] : [];
		});
	},
};
