import { findStateOf } from '../findStateOf';
import { UnexpectedOutcome } from '../../errors/ApiFailure';
import { identityOf } from '../../output/identity';
import type { Operation } from '../Operation';
import { allocationId, timeLimit } from '../fields';
import { field } from '../field';
import { readForOutput } from './calls';

const monitorLogStatus = field('Status', {
	displayName: 'High-Definition Monitoring',
	name: 'monitorLogStatus',
	type: 'options',
	options: [
		{ name: 'Off', value: 'OFF', description: 'Stop the log' },
		{ name: 'On', value: 'ON', description: 'Write the log to Simple Log Service' },
	],
	default: 'ON',
});

const logProject = field('LogProject', {
	displayName: 'Log Project',
	name: 'logProject',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. eip-monitoring',
	description: 'The project of Simple Log Service that the log goes to',
});

const logStore = field('LogStore', {
	displayName: 'Logstore',
	name: 'logStore',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. eip-by-second',
	description: 'The Logstore of that project',
});

/** Turns monitoring by the second on or off (SetHighDefinitionMonitorLogStatus). */
export const setHighDefinitionMonitorLog: Operation = {
	value: 'setHighDefinitionMonitorLog',
	apiAction: 'SetHighDefinitionMonitorLogStatus',
	apiNames: { AllocationId: 'InstanceId' },
	fields: [allocationId, monitorLogStatus, logProject, logStore],
	collections: { options: [timeLimit] },
	async run({ session, isNew, parameters, withLock }) {
		const { InstanceId: eipId, Status, LogProject, LogStore } = parameters;
		return await withLock([eipId], async () => {
			const found = await readForOutput(session, eipId);
			const reply = await session.call('SetHighDefinitionMonitorLogStatus', parameters, {
				findState: findStateOf({ session, isNew }, [eipId], ['InUse']),
			});
			if (String(reply.Success).toLowerCase() === 'false') {
				throw new UnexpectedOutcome(
					'Alibaba Cloud did not change high-definition monitoring',
					`Alibaba Cloud accepted the request, but answered that it did not succeed. Check 'Log Project', 'Logstore' and the permissions of Simple Log Service, or open a ticket with the RequestId ${String(reply.RequestId)}.`,
				);
			}
			return [
				{
					success: true,
					...identityOf(eipId, session.regionId, found),
					enabled: Status === 'ON',
					logProject: LogProject,
					logStore: LogStore,
					requestId: reply.RequestId,
				},
			];
		});
	},
};
