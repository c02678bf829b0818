import type { Operation } from '../Operation';
import { describeCidrBlock, readCidrBlock } from '../../api/addressPool';
import { clientToken, dryRun, publicIpAddressPoolId, timeLimit, waitUntilDone } from '../fields';
import { safetyChecks } from '../safetyChecks';
import { waitUntilGone } from '../waitUntilGone';
import { cidrBlock } from './fields';

/** Takes an unused block out of an IP address pool (DeletePublicIpAddressPoolCidrBlock). */
export const deleteCidrBlock: Operation = {
	value: 'deleteCidrBlock',
	apiAction: 'DeletePublicIpAddressPoolCidrBlock',
	isDestructive: true,
	fields: [publicIpAddressPoolId, cidrBlock, waitUntilDone],
	collections: { options: [clientToken, dryRun, timeLimit, safetyChecks] },
	async run({ session, isNew, parameters, withLock, clientToken: token, waitUntilDone: wait }) {
		const { PublicIpAddressPoolId: id, CidrBlock: block } = parameters;
		const look = async () => await describeCidrBlock(session, id, block);
		return await withLock([id], async () => {
			const reply = await session.call(
				'DeletePublicIpAddressPoolCidrBlock',
				{ ClientToken: token('DeletePublicIpAddressPoolCidrBlock'), ...parameters },
				{
					isApplied: async () => {
						const found = await readCidrBlock({ session, isNew }, id, block);
						return !found || found.Status === 'Deleting';
					},
				},
			);
			if (wait) await waitUntilGone(session, `The CIDR block '${block}'`, look);
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
