import type { Operation } from '../Operation';
import { describeBandwidthPackage } from '../../api/bandwidthPackage';
import { bandwidthPackageId, timeLimit, waitUntilDone } from '../fields';
import { outputOfBandwidthPackage } from '../outputFields';
import { readAtOnce } from '../readAtOnce';
import { checkBandwidth, isAlwaysPossible } from './checkBandwidth';
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
			if (!isAlwaysPossible(wanted)) {
				const found = await readAtOnce(
					session,
					async (own) => await describeBandwidthPackage(own, id),
				);
				checkBandwidth(
					wanted,
					found?.InternetChargeType,
					`That is how the Internet Shared Bandwidth instance '${id}' is billed. Change 'Shared Bandwidth'. Nothing was changed.`,
				);
			}
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
