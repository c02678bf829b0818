import { identityOf, previousOf } from '../../output/identity';
import type { Operation } from '../Operation';
import { allocationId, clientToken, timeLimit } from '../fields';
import { field } from '../field';
import { readBeforeChange } from './calls';

const protectionEnable = field('ProtectionEnable', {
	displayName: 'Protect',
	name: 'protectionEnable',
	type: 'boolean',
	default: true,
	description: 'Whether to protect the Elastic IP from being released',
});

/** Turns the deletion protection of an Elastic IP on or off (DeletionProtection). */
export const setDeletionProtection: Operation = {
	value: 'setDeletionProtection',
	apiAction: 'DeletionProtection',
	apiNames: { AllocationId: 'InstanceId' },
	fields: [allocationId, protectionEnable],
	collections: { options: [clientToken, timeLimit] },
	async run(context) {
		const { session, parameters, withLock, clientToken: token } = context;
		const { InstanceId: eipId, ProtectionEnable } = parameters;
		return await withLock([eipId], async () => {
			const { found, before } = await readBeforeChange(context, eipId, 'DeletionProtection');
			const reply = await session.call('DeletionProtection', {
				ClientToken: token('DeletionProtection'),
				...parameters,
				Type: 'EIP',
			});
			return [
				{
					success: true,
					...identityOf(eipId, session.regionId, found),
					deletionProtection: ProtectionEnable === 'true',
					...previousOf(before, ['deletionProtection']),
					requestId: reply.RequestId,
				},
			];
		});
	},
};
