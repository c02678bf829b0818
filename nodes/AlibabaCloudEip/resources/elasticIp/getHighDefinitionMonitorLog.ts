import type { Operation } from '../../description/Operation';
import { allocationId, simplify, timeLimit } from '../fields';
import { monitoredType } from './fields';

/** Reads where the log of monitoring by the second goes (DescribeHighDefinitionMonitorLogAttribute). */
export const getHighDefinitionMonitorLog: Operation = {
	value: 'getHighDefinitionMonitorLog',
	apiAction: 'DescribeHighDefinitionMonitorLogAttribute',
	apiNames: { AllocationId: 'InstanceId' },
	fields: [allocationId, simplify],
	collections: { additionalFields: [monitoredType], options: [timeLimit] },
	async run({ session, parameters, simplify: isSimple }) {
		const reply = await session.call('DescribeHighDefinitionMonitorLogAttribute', parameters);
		if (!isSimple) return [reply];
		return [
			{
				allocationId: parameters.InstanceId,
				logProject: reply.LogProject || null,
				logStore: reply.LogStore || null,
			},
		];
	},
};
