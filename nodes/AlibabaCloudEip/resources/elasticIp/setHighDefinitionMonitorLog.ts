import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../description/Operation';
import { describeById, judgeStates } from '../../transport/elasticIp';
import { allocationId, timeLimit } from '../fields';
import { monitoredType } from './fields';

const monitorLogStatus: INodeProperties = {
	displayName: 'Monitoring by the Second',
	name: 'monitorLogStatus',
	type: 'options',
	options: [
		{ name: 'Off', value: 'OFF', description: 'Stop the log' },
		{ name: 'On', value: 'ON', description: 'Write the log to Simple Log Service' },
	],
	default: 'ON',
	routing: { send: { type: 'query', property: 'Status', propertyInDotNotation: false } },
};

const logProject: INodeProperties = {
	displayName: 'Log Project',
	name: 'logProject',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. eip-monitoring',
	description: 'The project of Simple Log Service that the log goes to',
	routing: { send: { type: 'query', property: 'LogProject', propertyInDotNotation: false } },
};

const logStore: INodeProperties = {
	displayName: 'Logstore',
	name: 'logStore',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. eip-by-second',
	description: 'The Logstore of that project',
	routing: { send: { type: 'query', property: 'LogStore', propertyInDotNotation: false } },
};

/** Turns monitoring by the second on or off (SetHighDefinitionMonitorLogStatus). */
export const setHighDefinitionMonitorLog: Operation = {
	value: 'setHighDefinitionMonitorLog',
	apiAction: 'SetHighDefinitionMonitorLogStatus',
	apiNames: { AllocationId: 'InstanceId' },
	fields: [allocationId, monitorLogStatus, logProject, logStore],
	collections: { additionalFields: [monitoredType], options: [timeLimit] },
	async run({ session, parameters, alone }) {
		const { InstanceId: eipId, Status, LogProject, LogStore } = parameters;
		return await alone([eipId], async () => {
			const reply = await session.call('SetHighDefinitionMonitorLogStatus', parameters, {
				findState: async () =>
					judgeStates([(await describeById(session, eipId))?.Status], ['InUse']),
			});
			return [
				{
					success: true,
					allocationId: eipId,
					enabled: Status === 'ON',
					logProject: LogProject,
					logStore: LogStore,
					requestId: reply.RequestId,
				},
			];
		});
	},
};
