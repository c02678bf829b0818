import type { Operation } from '../Operation';
import { bandwidthPackageId, timeLimit, waitUntilDone } from '../fields';
import { outputOfBandwidthPackage } from '../outputFields';
import { packageBandwidth } from './fields';
import { waitForPackage } from './waitForPackage';

/** Changes the bandwidth of a bandwidth package (ModifyCommonBandwidthPackageSpec). */
export const updateBandwidth: Operation = {
	value: 'updateBandwidth',
	apiAction: 'ModifyCommonBandwidthPackageSpec',
	fields: [bandwidthPackageId, packageBandwidth, waitUntilDone, ...outputOfBandwidthPackage],
	collections: { options: [timeLimit] },
	async run(context) {
		const { session, parameters, withLock, waitUntilDone: wait } = context;
		const { BandwidthPackageId: id, Bandwidth: wanted } = parameters;
		return await withLock([id], async () => {
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
			return await waitForPackage(
				context,
				id,
				({ Status, Bandwidth }) => Status === 'Available' && String(Bandwidth) === wanted,
			);
		});
	},
};
