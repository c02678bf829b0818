import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../description/Operation';
import { allocationId, clientToken, timeLimit } from '../fields';

const protectionEnable: INodeProperties = {
	displayName: 'Protect',
	name: 'protectionEnable',
	type: 'boolean',
	default: true,
	description: 'Whether to refuse to release the Elastic IP',
	routing: { send: { type: 'query', property: 'ProtectionEnable', propertyInDotNotation: false } },
};

/** Turns the deletion protection of an Elastic IP on or off (DeletionProtection). */
export const setDeletionProtection: Operation = {
	value: 'setDeletionProtection',
	apiAction: 'DeletionProtection',
	apiNames: { AllocationId: 'InstanceId' },
	fields: [allocationId, protectionEnable],
	collections: { additionalFields: [clientToken], options: [timeLimit] },
	async run({ session, parameters, alone, clientToken: token }) {
		const { InstanceId: eipId, ProtectionEnable } = parameters;
		return await alone([eipId], async () => {
			const reply = await session.call('DeletionProtection', {
				ClientToken: token('DeletionProtection'),
				...parameters,
				Type: 'EIP',
			});
			return [
				{
					success: true,
					allocationId: eipId,
					deletionProtection: ProtectionEnable === 'true',
					requestId: reply.RequestId,
				},
			];
		});
	},
};
