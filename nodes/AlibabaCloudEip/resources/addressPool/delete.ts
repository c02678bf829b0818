import type { Operation } from '../../description/Operation';
import { ApiFailure } from '../../errors/ApiFailure';
import { isDryRunPassed } from '../../errors/dryRun';
import { describeAddressPool } from '../../transport/addressPool';
import { waitUntil } from '../../transport/waitUntil';
import { clientToken, dryRun, publicIpAddressPoolId, timeLimit, waitUntilDone } from '../fields';

/** Deletes an IP address pool that is not in use (DeletePublicIpAddressPool). */
export const remove: Operation = {
	value: 'delete',
	apiAction: 'DeletePublicIpAddressPool',
	fields: [publicIpAddressPoolId, waitUntilDone],
	collections: { additionalFields: [clientToken, dryRun], options: [timeLimit] },
	async run({ session, parameters, alone, clientToken: token, waitUntilDone: wait }) {
		const id = parameters.PublicIpAddressPoolId;
		const look = async () => await describeAddressPool(session, id);
		return await alone([id], async () => {
			const reply = await session
				.call(
					'DeletePublicIpAddressPool',
					{ ClientToken: token('DeletePublicIpAddressPool'), ...parameters },
					{
						isDone: async () => {
							const pool = await look();
							return !pool || pool.Status === 'Deleting';
						},
					},
				)
				.catch(isDryRunPassed);
			if (reply instanceof ApiFailure) return [{ dryRun: true, allowed: true }];
			if (wait) {
				let wasDeleting = false;
				await waitUntil(session, `The IP address pool '${id}'`, look, (pool) => {
					if (!pool) return 'done';
					wasDeleting ||= pool.Status === 'Deleting';
					if (!wasDeleting || pool.Status !== 'Created') return undefined;
					return {
						unexpected: `The IP address pool '${id}' fell back to Created`,
						advice: 'Alibaba Cloud accepted the deletion but did not make it. Check its use.',
					};
				});
			}
			return [{ deleted: true, publicIpAddressPoolId: id, requestId: reply.RequestId }];
		});
	},
};
