import { ApiError } from '../wire/apiError';
import { eipOf, isPassing } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { oneOfAnyCase, required, text } from './parts/parameters';

/** Switches monitoring by the second on or off, and says where its log goes. */
export const SetHighDefinitionMonitorLogStatus = defineAction({
	name: 'SetHighDefinitionMonitorLogStatus',
	kind: 'write',
	parameters: {
		InstanceId: required(text()),
		LogProject: required(text()),
		LogStore: required(text()),
		RegionId: required(text()),
		Status: required(oneOfAnyCase(['ON', 'OFF'])),
		InstanceType: oneOfAnyCase(['EIP']),
	},
	run(call) {
		const { parameters, world, cause } = call;
		const eip = eipOf(call, parameters.InstanceId);
		if (isPassing(eip)) throw new ApiError('OperationConflict');
		const on = parameters.Status === 'ON';
		world.update(
			eip,
			{
				hdMonitor: on,
				logProject: on ? parameters.LogProject : '',
				logStore: on ? parameters.LogStore : '',
			},
			cause,
		);
		return { Success: 'true' };
	},
});
