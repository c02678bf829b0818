import { eipOf } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { oneOfAnyCase, required, text } from './parts/parameters';

/** Where the log of the monitoring by the second goes; empty names when it is off. */
export const DescribeHighDefinitionMonitorLogAttribute = defineAction({
	name: 'DescribeHighDefinitionMonitorLogAttribute',
	kind: 'read',
	parameters: {
		InstanceId: required(text()),
		RegionId: required(text()),
		InstanceType: oneOfAnyCase(['EIP']),
	},
	run(call) {
		const eip = eipOf(call, call.parameters.InstanceId);
		return {
			InstanceId: eip.allocationId,
			InstanceType: 'EIP',
			LogProject: eip.logProject,
			LogStore: eip.logStore,
			Success: true,
		};
	},
});
