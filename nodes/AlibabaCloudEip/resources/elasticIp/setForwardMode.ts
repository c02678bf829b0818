import type { Operation } from '../../description/Operation';
import { describeById, judgeStates } from '../../transport/elasticIp';
import { allocationId, clientToken, timeLimit } from '../fields';
import { forwardMode } from './fields';

/** Changes how an Elastic IP appears on its network interface (ModifyEipForwardMode). */
export const setForwardMode: Operation = {
	value: 'setForwardMode',
	apiAction: 'ModifyEipForwardMode',
	apiNames: { AllocationId: 'InstanceId' },
	fields: [allocationId, forwardMode],
	collections: { additionalFields: [clientToken], options: [timeLimit] },
	actsOn: 'InUse',
	async run({ session, parameters, alone, clientToken: token }) {
		const { InstanceId: eipId, Mode } = parameters;
		return await alone([eipId], async () => {
			const reply = await session.call(
				'ModifyEipForwardMode',
				{ ClientToken: token('ModifyEipForwardMode'), ...parameters },
				{
					findState: async () =>
						judgeStates([(await describeById(session, eipId))?.Status], ['InUse']),
				},
			);
			return [{ success: true, allocationId: eipId, mode: Mode, requestId: reply.RequestId }];
		});
	},
};
