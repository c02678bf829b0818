import type { Operation } from '../../description/Operation';
import { ApiFailure } from '../../errors/ApiFailure';
import { isDryRunPassed } from '../../errors/dryRun';
import { describeCidrBlock } from '../../transport/addressPool';
import { waitUntil } from '../../transport/waitUntil';
import { clientToken, dryRun, publicIpAddressPoolId, timeLimit, waitUntilDone } from '../fields';
import { cidrBlock } from './fields';

/** Takes an unused block out of an IP address pool (DeletePublicIpAddressPoolCidrBlock). */
export const deleteCidrBlock: Operation = {
	value: 'deleteCidrBlock',
	apiAction: 'DeletePublicIpAddressPoolCidrBlock',
	fields: [publicIpAddressPoolId, cidrBlock, waitUntilDone],
	collections: { additionalFields: [clientToken, dryRun], options: [timeLimit] },
	async run({ session, parameters, alone, clientToken: token, waitUntilDone: wait }) {
		const { PublicIpAddressPoolId: id, CidrBlock: block } = parameters;
		const look = async () => await describeCidrBlock(session, id, block);
		return await alone([id], async () => {
			const reply = await session
				.call(
					'DeletePublicIpAddressPoolCidrBlock',
					{ ClientToken: token('DeletePublicIpAddressPoolCidrBlock'), ...parameters },
					{
						isDone: async () => {
							const found = await look();
							return !found || found.Status === 'Deleting';
						},
					},
				)
				.catch(isDryRunPassed);
			if (reply instanceof ApiFailure) return [{ dryRun: true, allowed: true }];
			if (wait) {
				await waitUntil(session, `The CIDR block '${block}'`, look, (found) =>
					found ? undefined : 'done',
				);
			}
			return [
				{
					deleted: true,
					publicIpAddressPoolId: id,
					cidrBlock: block,
					requestId: reply.RequestId,
				},
			];
		});
	},
};
