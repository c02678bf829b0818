import type { Operation } from '../Operation';
import { simplifyMonitorLog } from '../../output/simplifyMonitorLog';
import { toItem } from '../../output/Output';
import { allocationId, timeLimit } from '../fields';
import { outputOfMonitorLog } from '../outputFields';

/** Reads where the log of monitoring by the second goes (DescribeHighDefinitionMonitorLogAttribute). */
export const getHighDefinitionMonitorLog: Operation = {
	value: 'getHighDefinitionMonitorLog',
	apiAction: 'DescribeHighDefinitionMonitorLogAttribute',
	apiNames: { AllocationId: 'InstanceId' },
	fields: [allocationId, ...outputOfMonitorLog],
	collections: { options: [timeLimit] },
	async run({ session, parameters, output }) {
		const reply = await session.call('DescribeHighDefinitionMonitorLogAttribute', parameters);
		return [toItem(output, reply, (log) => simplifyMonitorLog(log, parameters.InstanceId))];
	},
};
