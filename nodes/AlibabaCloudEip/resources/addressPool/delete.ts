import type { Operation } from '../Operation';
import { describeAddressPool, readAddressPool } from '../../api/addressPool';
import { clientToken, dryRun, publicIpAddressPoolId, timeLimit, waitUntilDone } from '../fields';
import { safetyChecks } from '../safetyChecks';
import { waitUntilGone } from '../waitUntilGone';

/** Deletes an IP address pool that is not in use (DeletePublicIpAddressPool). */
export const remove: Operation = {
	value: 'delete',
	apiAction: 'DeletePublicIpAddressPool',
	isDestructive: true,
	fields: [publicIpAddressPoolId, waitUntilDone],
	collections: { options: [clientToken, dryRun, timeLimit, safetyChecks] },
	async run({ session, isNew, parameters, withLock, clientToken: token, waitUntilDone: wait }) {
		const id = parameters.PublicIpAddressPoolId;
		const look = async () => await describeAddressPool(session, id);
		return await withLock([id], async () => {
			const reply = await session.call(
				'DeletePublicIpAddressPool',
				{ ClientToken: token('DeletePublicIpAddressPool'), ...parameters },
				{
					isApplied: async () => {
						const pool = await readAddressPool({ session, isNew }, id);
						return !pool || pool.Status === 'Deleting';
					},
				},
			);
			if (wait) {
				await waitUntilGone(session, `The IP address pool '${id}'`, look, {
					from: 'Deleting',
					to: 'Created',
					advice:
						'Alibaba Cloud accepted the deletion but did not carry it out. Check whether the pool is in use.',
				});
			}
			return [{ deleted: true, publicIpAddressPoolId: id, requestId: reply.RequestId }];
		});
	},
};
